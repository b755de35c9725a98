"""One lock; the log is computed forward, and written anew for each call."""
# %% work-off
def work_off(choose, forms, clerks):
    """Call `choose` for each pair in `forms`, `clerks` at a time; return what it has said to each."""
    with ThreadPoolExecutor(clerks) as pool:
        done = [pool.submit(said, choose, *form) for form in forms]
    return [each.result() for each in done]

# %% registry
def open_registry(limit, folder=None):
    """Return a new registry, in which each student may be in at most `limit` courses."""
    return Registry(limit, folder)


class Registry:
    """One lock keeps everything. A call looks first, then says what happens, and then it happens."""

    def __init__(self, limit, folder):
        self._limit = limit
        self._news = Condition()  # with an RLock in it
        self._courses = {}  # course: (school, places, teacher)
        self._rolls = {}  # course: (members, waiting)
        self._marks = {}  # student: {course: mark}
        self._log = []
        self._file = folder and Path(folder, "registry.json")
        if self._file and self._file.exists():
            self._log = [tuple(entry) for entry in json.loads(self._file.read_text(encoding="utf-8"))]
            for entry in self._log:
                self._apply(*entry)

    def _happens(self, *entries):
        """Keep these entries, make them true, and wake up those who wait for news."""
        log = self._log + list(entries)
        if self._file:
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(log), encoding="utf-8")
            os.replace(new, self._file)
        self._log = log
        for entry in entries:
            self._apply(*entry)
        self._news.notify_all()

    def _apply(self, what, *facts):
        if what == "offer":
            school, course, places, teacher = facts
            self._courses[course] = school, places, teacher
            self._rolls[course] = [], []
        elif what == "grade":
            student, course, mark = facts
            self._marks.setdefault(student, {})[course] = mark
        else:
            student, course = facts[:2]
            members, waiting = self._rolls[course]
            if what in ("drop", "swap", "move up"):
                (members if student in members else waiting).remove(student)
            if what == "wait":
                waiting.append(student)
            if what in ("place", "swap", "move up"):
                self._rolls[facts[-1]][0].append(student)

    def _roll(self, course):
        if course not in self._rolls:
            raise NoSuchCourse(course)
        return self._rolls[course]

    def _free(self, course):
        return self._courses[course][1] - len(self._roll(course)[0])

    def offer(self, school, course, places, teacher):
        if not isinstance(places, int) or places < 1:
            raise BadPlaces(places)
        with self._news:
            if course in self._courses:
                raise CourseExists(course)
            self._happens(("offer", school, course, places, teacher))

    def board(self, school):
        with self._news:
            board = {course: self._free(course) for course in self._courses if self._courses[course][0] == school}
        if not board:
            raise NoSuchSchool(school)
        return board

    def standing(self, student):
        with self._news:
            found = {}
            for course, (members, waiting) in self._rolls.items():
                if student in members:
                    found[course] = 0
                elif student in waiting:
                    found[course] = waiting.index(student) + 1
            return found

    def roll(self, course):
        with self._news:
            members, waiting = self._roll(course)
            return list(members), list(waiting)

    def choose(self, student, course):
        with self._news:
            members, waiting = self._roll(course)
            if student in members or student in waiting:
                raise AlreadyChosen(course)
            if len(self.standing(student)) >= self._limit:
                raise TooManyCourses(student)
            if self._free(course):
                self._happens(("place", student, course))
                return 0
            self._happens(("wait", student, course))
            return len(waiting)

    def _leaving(self, student, course):
        """Return the entries that follow when the student leaves, if that is allowed."""
        members, waiting = self._roll(course)
        if student not in members and student not in waiting:
            raise NotChosen(course)
        if course in self._marks.get(student, {}):
            raise AlreadyGraded(course)
        return [("move up", waiting[0], course)] if student in members and waiting else []

    def drop(self, student, course):
        with self._news:
            follows = self._leaving(student, course)
            self._happens(("drop", student, course), *follows)

    def swap(self, student, old, new):
        with self._news:
            follows = self._leaving(student, old)
            if student in self._roll(new)[0] or student in self._roll(new)[1]:
                raise AlreadyChosen(new)
            if not self._free(new):
                raise CourseFull(new)
            self._happens(("swap", student, old, new), *follows)

    def grade(self, teacher, student, course, mark):
        if not isinstance(mark, int) or not 1 <= mark <= 6:
            raise BadMark(mark)
        with self._news:
            members, _ = self._roll(course)
            if self._courses[course][2] != teacher:
                raise NotYourCourse(course)
            if student not in members:
                raise NotChosen(course)
            self._happens(("grade", student, course, mark))

    def marks(self, student):
        with self._news:
            return dict(self._marks.get(student, {}))

    def log(self):
        with self._news:
            return list(self._log)

    def await_place(self, student, course, seconds):
        with self._news:
            members, waiting = self._roll(course)
            self._news.wait_for(lambda: student not in waiting, seconds)
            if student in waiting:
                return False
            if student not in members:
                raise NotChosen(course)
            return True
