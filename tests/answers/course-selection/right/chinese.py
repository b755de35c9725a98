"""中文: identifiers and strings in Chinese; an RLock, events for those who wait, SQLite with one row."""
# %% work-off
def work_off(choose, forms, clerks):
    """处理报名表"""
    结果, 锁, 下一个, 事故 = {}, Lock(), iter(range(len(forms))), []
    def 职员():
        while True:
            with 锁:
                号 = next(下一个, None)
            if 号 is None:
                break
            try:
                结果[号] = choose(*forms[号])
            except Refused as 拒绝:
                结果[号] = type(拒绝).__name__
            except BaseException as 意外:
                事故.append(意外)
    线程们 = [Thread(target=职员, name=f"职员{号}") for 号 in range(min(clerks, len(forms)))]
    for 线程 in 线程们:
        线程.start()
    for 线程 in 线程们:
        线程.join()
    if 事故:
        raise 事故[-1]
    return [结果[号] for 号 in range(len(forms))]

# %% registry
class 登记处:
    """选课"""
    def __init__(self, limit, folder):
        self.上限 = limit
        self.锁 = RLock()
        self.课程 = {}
        self.成绩 = {}
        self.日志 = []
        self.等候者 = []
        self.库 = None
        if folder:
            self.库 = sqlite3.connect(Path(folder) / "选课.db", check_same_thread=False)
            self.库.execute("create table if not exists 状态 (号 integer primary key, 内容 text)")
            行 = self.库.execute("select 内容 from 状态").fetchone()
            if 行:
                self.课程, self.成绩, self.日志 = json.loads(行[0])

    def 发生(self, *事情):
        self.日志.extend(事情)
        if self.库:
            with self.库:
                self.库.execute("replace into 状态 values (1, ?)", (json.dumps([self.课程, self.成绩, self.日志]),))
        for 学生, 课, 事件 in self.等候者:
            if 学生 not in self.课程[课]["候补"]:
                事件.set()

    def 找(self, 课):
        if 课 not in self.课程:
            raise NoSuchCourse(f"没有这门课：{课}")
        return self.课程[课]

    def offer(self, school, course, places, teacher):
        with self.锁:
            if type(places) != int or places < 1:
                raise BadPlaces("名额太少")
            if course in self.课程:
                raise CourseExists(course)
            self.课程[course] = {"学校": school, "名额": places, "老师": teacher, "学生": [], "候补": []}
            self.发生(("offer", school, course, places, teacher))

    def board(self, school):
        with self.锁:
            结果 = {}
            for 名, 课 in self.课程.items():
                if 课["学校"] == school:
                    结果[名] = 课["名额"] - len(课["学生"])
            if not 结果:
                raise NoSuchSchool(f"没有这所学校：{school}")
            return 结果

    def standing(self, student):
        with self.锁:
            结果 = {}
            for 名, 课 in self.课程.items():
                全部 = ["?"] + 课["候补"]
                if student in 课["学生"]:
                    结果[名] = 0
                elif student in 课["候补"]:
                    结果[名] = 课["候补"].index(student) + 1
            return 结果

    def roll(self, course):
        with self.锁:
            课 = self.找(course)
            return [list(课["学生"]), list(课["候补"])]

    def choose(self, student, course):
        with self.锁:
            课 = self.找(course)
            现在 = self.standing(student)
            if course in 现在:
                raise AlreadyChosen("已经选了")
            if len(现在) >= self.上限:
                raise TooManyCourses("太多了")
            if len(课["学生"]) < 课["名额"]:
                课["学生"].append(student)
                self.发生(("place", student, course))
            else:
                课["候补"].append(student)
                self.发生(("wait", student, course))
            return self.standing(student)[course]

    def 离开(self, 学生, 课名):
        课 = self.课程[课名]
        if 学生 in 课["候补"]:
            课["候补"].remove(学生)
            return []
        课["学生"].remove(学生)
        if not 课["候补"]:
            return []
        下一位 = 课["候补"].pop(0)
        课["学生"].append(下一位)
        return [("move up", 下一位, 课名)]

    def 检查(self, 学生, 课名):
        课 = self.找(课名)
        if 学生 not in 课["学生"] + 课["候补"]:
            raise NotChosen("没有选这门课")
        if 课名 in self.成绩.get(学生, {}):
            raise AlreadyGraded("已有成绩")

    def drop(self, student, course):
        with self.锁:
            self.检查(student, course)
            self.发生(("drop", student, course), *self.离开(student, course))

    def swap(self, student, old, new):
        with self.锁:
            self.检查(student, old)
            新 = self.找(new)
            if student in 新["学生"] + 新["候补"]:
                raise AlreadyChosen(new)
            if len(新["学生"]) >= 新["名额"]:
                raise CourseFull("满了")
            新["学生"].append(student)
            self.发生(("swap", student, old, new), *self.离开(student, old))

    def grade(self, teacher, student, course, mark):
        with self.锁:
            课 = self.找(course)
            if 课["老师"] != teacher:
                raise NotYourCourse(teacher)
            if type(mark) != int or not 1 <= mark <= 6:
                raise BadMark(mark)
            if student not in 课["学生"]:
                raise NotChosen(student)
            self.成绩.setdefault(student, {})[course] = mark
            self.发生(("grade", student, course, mark))

    def marks(self, student):
        with self.锁:
            return dict(self.成绩.get(student, {}))

    def log(self):
        with self.锁:
            return [tuple(事) for 事 in self.日志]

    def await_place(self, student, course, seconds):
        事件 = Event()
        with self.锁:
            课 = self.找(course)
            if student in 课["候补"]:
                self.等候者.append((student, course, 事件))
            else:
                事件.set()
        事件.wait(seconds)
        with self.锁:
            self.等候者 = [等 for 等 in self.等候者 if 等[2] is not 事件]
            if student in 课["学生"]:
                return True
            if student in 课["候补"]:
                return False
            raise NotChosen("已退出")


def open_registry(limit, folder=None):
    return 登记处(limit, folder)

试 = open_registry(2)
试.offer("北校", "陶艺", 1, "张老师")
print("试一试", 试.choose("小明", "陶艺"), 试.choose("小红", "陶艺"))
