"""A list of everybody for each course, computed from the log, which SQLite keeps; clerks by a semaphore."""
# %% work-off
def work_off(choose, forms, clerks):
    free, answers, accidents = Semaphore(clerks), {}, []

    def clerk(number, student, course):
        try:
            answers[number] = said(choose, student, course)
        except Exception as error:
            accidents.append(error)
        finally:
            free.release()

    threads = []
    for number, form in enumerate(forms):
        free.acquire()
        threads.append(Thread(target=clerk, args=(number, *form)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    if accidents:
        raise accidents[0]
    return [answers[number] for number in range(len(forms))]

# %% registry
def open_registry(limit, folder=None):
    """SQLite when there is a folder: the log in a table; the state is recomputed for each look."""
    return Sql(limit, folder)

class Sql:
    def __init__(self, limit, folder):
        self.limit, self.mutex, self.memory, self.base = limit, Lock(), [], None
        self.bells = {}
        if folder:
            self.base = sqlite3.connect(os.path.join(folder, "r.sqlite"), check_same_thread=False, isolation_level=None)
            self.base.execute("create table if not exists log (number integer primary key autoincrement, entry text not null)")
            self.memory = [tuple(json.loads(row[0])) for row in self.base.execute("select entry from log order by number")]

    def see(self):
        courses = {}
        for kind, *rest in self.memory:
            if kind == "offer":
                courses[rest[1]] = dict(school=rest[0], places=rest[2], teacher=rest[3], queue=[], marks={})
            elif kind in ("place", "wait"):
                courses[rest[1]]["queue"].append(rest[0])
            elif kind == "drop":
                courses[rest[1]]["queue"].remove(rest[0])
            elif kind == "swap":
                courses[rest[1]]["queue"].remove(rest[0])
                courses[rest[2]]["queue"].append(rest[0])
            elif kind == "grade":
                courses[rest[1]]["marks"][rest[0]] = rest[2]
        return courses

    def write(self, *entries):
        if self.base:
            self.base.execute("begin immediate")
            try:
                self.base.executemany("insert into log (entry) values (?)", [(json.dumps(e),) for e in entries])
                self.base.execute("commit")
            except BaseException:
                if self.base.in_transaction:
                    self.base.execute("rollback")
                raise
        self.memory.extend(entries)
        for bell in self.bells.values():
            bell.set()

    def at(self, courses, name):
        try:
            return courses[name]
        except KeyError:
            raise NoSuchCourse(name) from None

    def offer(self, school, course, places, teacher):
        with self.mutex:
            if isinstance(places, bool) or not isinstance(places, int) or places < 1:
                raise BadPlaces
            if course in self.see():
                raise CourseExists
            self.write(("offer", school, course, places, teacher))

    def board(self, school):
        with self.mutex:
            courses = self.see()
        answer = {n: max(0, c["places"] - len(c["queue"])) for n, c in courses.items() if c["school"] == school}
        if answer == {}:
            raise NoSuchSchool
        return answer

    def position(self, c, student):
        return max(0, c["queue"].index(student) + 1 - c["places"])

    def standing(self, student):
        with self.mutex:
            courses = self.see()
        return {n: self.position(c, student) for n, c in courses.items() if student in c["queue"]}

    def roll(self, course):
        with self.mutex:
            c = self.at(self.see(), course)
        return c["queue"][:c["places"]], c["queue"][c["places"]:]

    def choose(self, student, course):
        with self.mutex:
            courses = self.see()
            c = self.at(courses, course)
            if student in c["queue"]:
                raise AlreadyChosen
            if sum(student in x["queue"] for x in courses.values()) >= self.limit:
                raise TooManyCourses
            c["queue"].append(student)
            answer = self.position(c, student)
            self.write(("wait" if answer else "place", student, course))
            return answer

    def gone(self, c, student, course):
        if student in c["marks"]:
            raise AlreadyGraded
        if student not in c["queue"]:
            raise NotChosen
        if self.position(c, student) == 0 and len(c["queue"]) > c["places"]:
            return [("move up", c["queue"][c["places"]], course)]
        return []

    def drop(self, student, course):
        with self.mutex:
            self.write(("drop", student, course), *self.gone(self.at(self.see(), course), student, course))

    def swap(self, student, old, new):
        with self.mutex:
            courses = self.see()
            a, b = self.at(courses, old), self.at(courses, new)
            up = self.gone(a, student, old)
            if student in b["queue"]:
                raise AlreadyChosen
            if len(b["queue"]) >= b["places"]:
                raise CourseFull
            self.write(("swap", student, old, new), *up)

    def grade(self, teacher, student, course, mark):
        with self.mutex:
            c = self.at(self.see(), course)
            if c["teacher"] != teacher:
                raise NotYourCourse
            if type(mark) != int or mark not in range(1, 7):
                raise BadMark
            if student not in c["queue"] or self.position(c, student):
                raise NotChosen
            self.write(("grade", student, course, mark))

    def marks(self, student):
        with self.mutex:
            courses = self.see()
        return {n: c["marks"][student] for n, c in courses.items() if student in c["marks"]}

    def log(self):
        with self.mutex:
            return self.memory[:]

    def await_place(self, student, course, seconds):
        end = None
        bell = Event()
        key = object()
        with self.mutex:
            self.bells[key] = bell
        import time
        end = time.monotonic() + seconds
        try:
            while True:
                with self.mutex:
                    bell.clear()
                    c = self.at(self.see(), course)
                if student not in c["queue"]:
                    raise NotChosen
                if self.position(c, student) == 0:
                    return True
                if not bell.wait(max(0, end - time.monotonic())) and time.monotonic() >= end:
                    with self.mutex:
                        c = self.at(self.see(), course)
                    if student not in c["queue"]:
                        raise NotChosen
                    return self.position(c, student) == 0
        finally:
            with self.mutex:
                del self.bells[key]
