"""A lock for each student and each course, taken in a fixed order; SQLite for the log."""
# %% work-off
def work_off(choose, forms, clerks):
    pile, results, accidents = Queue(), [None] * len(forms), []
    for numbered in enumerate(forms):
        pile.put(numbered)

    def clerk():
        while True:
            try:
                number, (student, course) = pile.get_nowait()
            except Empty:
                return
            try:
                results[number] = choose(student, course)
            except Refused as refusal:
                results[number] = refusal.__class__.__name__
            except Exception as accident:
                accidents.append(accident)

    team = [Thread(target=clerk) for _ in range(clerks)]
    for t in team: t.start()
    for t in team: t.join()
    if accidents:
        raise accidents[0]
    return results

# %% registry
class Course:
    def __init__(self, school, name, places, teacher):
        self.school, self.name, self.places, self.teacher = school, name, places, teacher
        self.members, self.waiting, self.marks = [], [], {}
        self.lock = Lock()
        self.news = Condition(self.lock)

    def where(self, student):
        if student in self.members:
            return 0
        return self.waiting.index(student) + 1

    def take_out(self, student):
        if student in self.waiting:
            self.waiting.remove(student)
        else:
            self.members.remove(student)
            if self.waiting:
                self.members.append(self.waiting.pop(0))
        self.news.notify_all()

    def follows(self, student):
        """Whoever moves up when the student leaves."""
        if student in self.members and self.waiting:
            return [("move up", self.waiting[0], self.name)]
        return []


class Many:
    """All locks of some courses, in the order of their names."""

    def __init__(self, courses):
        self.locks = [course.lock for course in sorted(set(courses), key=lambda course: course.name)]

    def __enter__(self):
        for lock in self.locks:
            lock.acquire()

    def __exit__(self, *error):
        for lock in reversed(self.locks):
            lock.release()


class Diary:
    def __init__(self, folder):
        self.lock, self.entries, self.connection = Lock(), [], None
        if folder is not None:
            self.connection = sqlite3.connect(os.path.join(folder, "registry.db"), check_same_thread=False)
            with self.connection:
                self.connection.execute("CREATE TABLE IF NOT EXISTS log (number INTEGER PRIMARY KEY, entry TEXT)")
            for (text,) in self.connection.execute("SELECT entry FROM log ORDER BY number"):
                self.entries.append(tuple(json.loads(text)))

    def add(self, *entries):
        with self.lock:
            if self.connection:
                with self.connection:
                    for entry in entries:
                        self.connection.execute("INSERT INTO log (entry) VALUES (?)", (json.dumps(entry),))
            self.entries.extend(entries)


class Registry:
    # Order of the locks: table, student, courses by name, diary.

    def __init__(self, limit, folder):
        self.limit = limit
        self.table = Lock()
        self.courses, self.students, self.chosen = {}, {}, {}
        self.diary = Diary(None)
        kept = Diary(folder)
        for entry in kept.entries:
            self.again(*entry)
        self.diary = kept

    def again(self, what, *facts):
        if what == "offer":
            self.offer(*facts)
        elif what in ("place", "wait"):
            self.choose(*facts)
        elif what == "drop":
            self.drop(*facts)
        elif what == "swap":
            self.swap(*facts)
        elif what == "grade":
            student, course, mark = facts
            self.grade(self.courses[course].teacher, student, course, mark)

    def course(self, name):
        with self.table:
            if name not in self.courses:
                raise NoSuchCourse(name)
            return self.courses[name]

    def student(self, name):
        with self.table:
            if name not in self.students:
                self.students[name] = Lock()
                self.chosen[name] = []
            return self.students[name]

    def offer(self, school, course, places, teacher):
        if type(places) is not int or places < 1:
            raise BadPlaces(places)
        with self.table:
            if course in self.courses:
                raise CourseExists(course)
            self.diary.add(("offer", school, course, places, teacher))
            self.courses[course] = Course(school, course, places, teacher)

    def board(self, school):
        with self.table:
            mine = [course for course in self.courses.values() if course.school == school]
        if not mine:
            raise NoSuchSchool(school)
        with Many(mine):
            return {course.name: course.places - len(course.members) for course in mine}

    def standing(self, student):
        with self.student(student):
            mine = list(self.chosen[student])
            with Many(mine):
                return {course.name: course.where(student) for course in mine}

    def roll(self, course):
        course = self.course(course)
        with course.lock:
            return course.members[:], course.waiting[:]

    def choose(self, student, course):
        course = self.course(course)
        with self.student(student), course.lock:
            mine = self.chosen[student]
            if course in mine:
                raise AlreadyChosen(course.name)
            if len(mine) == self.limit:
                raise TooManyCourses(student)
            if len(course.members) < course.places:
                self.diary.add(("place", student, course.name))
                course.members.append(student)
            else:
                self.diary.add(("wait", student, course.name))
                course.waiting.append(student)
            mine.append(course)
            return course.where(student)

    def may_leave(self, student, course):
        if course not in self.chosen[student]:
            raise NotChosen(course.name)
        if student in course.marks:
            raise AlreadyGraded(course.name)

    def drop(self, student, course):
        course = self.course(course)
        with self.student(student), course.lock:
            self.may_leave(student, course)
            self.diary.add(("drop", student, course.name), *course.follows(student))
            self.chosen[student].remove(course)
            course.take_out(student)

    def swap(self, student, old, new):
        old, new = self.course(old), self.course(new)
        with self.student(student), Many([old, new]):
            self.may_leave(student, old)
            if new in self.chosen[student]:
                raise AlreadyChosen(new.name)
            if len(new.members) >= new.places:
                raise CourseFull(new.name)
            self.diary.add(("swap", student, old.name, new.name), *old.follows(student))
            self.chosen[student].remove(old)
            self.chosen[student].append(new)
            old.take_out(student)
            new.members.append(student)

    def grade(self, teacher, student, course, mark):
        if mark not in (1, 2, 3, 4, 5, 6) or type(mark) is not int:
            raise BadMark(mark)
        course = self.course(course)
        with course.lock:
            if teacher != course.teacher:
                raise NotYourCourse(teacher)
            if student not in course.members:
                raise NotChosen(student)
            self.diary.add(("grade", student, course.name, mark))
            course.marks[student] = mark

    def marks(self, student):
        with self.student(student):
            mine = list(self.chosen[student])
            with Many(mine):
                return {course.name: course.marks[student] for course in mine if student in course.marks}

    def log(self):
        with self.diary.lock:
            return list(self.diary.entries)

    def await_place(self, student, course, seconds):
        course = self.course(course)
        with course.lock:
            course.news.wait_for(lambda: student not in course.waiting, seconds)
            if student in course.members:
                return True
            if student in course.waiting:
                return False
            raise NotChosen(student)


def open_registry(limit, folder=None):
    return Registry(limit, folder)
