"""Nothing is kept but the log: each answer is computed from it. Slow, simple, and true."""
# %% work-off
def work_off(choose, forms, clerks):
    """Call `choose` for each pair in `forms`, `clerks` at a time; return what it has said to each."""
    with ThreadPoolExecutor(clerks) as pool:
        done = [pool.submit(said, choose, *form) for form in forms]
    return [each.result() for each in done]

# %% registry
class Registry:
    def __init__(self, limit, folder=None):
        self.limit = limit
        self.log_ = []
        self.condition = Condition(Lock())
        self.path = None if folder is None else Path(folder) / "log.jsonl"
        if self.path and self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                try:
                    self.log_ += map(tuple, json.loads(line))
                except ValueError:
                    break

    def rolls(self):
        found = {}
        for what, *facts in self.log_:
            if what == "offer":
                found[facts[1]] = ([], [])
            elif what == "place":
                found[facts[1]][0].append(facts[0])
            elif what == "wait":
                found[facts[1]][1].append(facts[0])
            elif what == "move up":
                found[facts[1]][1].remove(facts[0])
                found[facts[1]][0].append(facts[0])
            elif what in ("drop", "swap"):
                for part in found[facts[1]]:
                    if facts[0] in part:
                        part.remove(facts[0])
                if what == "swap":
                    found[facts[2]][0].append(facts[0])
        return found

    def offers(self):
        return {e[2]: e for e in self.log_ if e[0] == "offer"}

    def graded(self, student):
        return {e[2]: e[3] for e in self.log_ if e[0] == "grade" and e[1] == student}

    def write(self, *entries):
        entries = list(entries)
        if self.path:
            text = "".join(json.dumps(part) + "\n" for part in [self.log_ + entries])
            other = self.path.with_name("log.tmp")
            other.write_text(text, encoding="utf-8")
            other.replace(self.path)
        self.log_ = self.log_ + entries
        self.condition.notify_all()

    def find(self, course):
        rolls = self.rolls()
        if course not in rolls:
            raise NoSuchCourse(course)
        return rolls

    def of(self, rolls, student):
        found = {}
        for course, (members, waiting) in rolls.items():
            for place, name in enumerate(["nobody"] + waiting if student != "nobody" else [None] + waiting):
                if name == student:
                    found[course] = place
            if student in members:
                found[course] = 0
        return found

    def offer(self, school, course, places, teacher):
        with self.condition:
            if not isinstance(places, int) or not places > 0:
                raise BadPlaces
            if course in self.offers():
                raise CourseExists
            self.write(("offer", school, course, places, teacher))

    def board(self, school):
        with self.condition:
            rolls = self.rolls()
            found = {c: o[3] - len(rolls[c][0]) for c, o in self.offers().items() if o[1] == school}
            if len(found) == 0:
                raise NoSuchSchool
            return found

    def choose(self, student, course):
        with self.condition:
            rolls = self.find(course)
            mine = self.of(rolls, student)
            if course in mine:
                raise AlreadyChosen
            if len(mine) >= self.limit:
                raise TooManyCourses
            if len(rolls[course][0]) < self.offers()[course][3]:
                self.write(("place", student, course))
                return 0
            self.write(("wait", student, course))
            return len(rolls[course][1]) + 1

    def standing(self, student):
        with self.condition:
            return self.of(self.rolls(), student)

    def roll(self, course):
        with self.condition:
            return self.find(course)[course]

    def going(self, rolls, student, course):
        if course not in rolls:
            raise NoSuchCourse
        if course not in self.of(rolls, student):
            raise NotChosen
        if course in self.graded(student):
            raise AlreadyGraded
        members, waiting = rolls[course]
        return [("move up", waiting[0], course)] if student in members and waiting else []

    def drop(self, student, course):
        with self.condition:
            self.write(("drop", student, course), *self.going(self.rolls(), student, course))

    def swap(self, student, old, new):
        with self.condition:
            rolls = self.find(new)
            after = self.going(rolls, student, old)
            if new in self.of(rolls, student):
                raise AlreadyChosen
            if len(rolls[new][0]) == self.offers()[new][3]:
                raise CourseFull
            self.write(("swap", student, old, new), *after)

    def grade(self, teacher, student, course, mark):
        with self.condition:
            rolls = self.find(course)
            if self.offers()[course][4] != teacher:
                raise NotYourCourse
            if not isinstance(mark, int) or mark < 1 or mark > 6:
                raise BadMark
            if student not in rolls[course][0]:
                raise NotChosen
            self.write(("grade", student, course, mark))

    def marks(self, student):
        with self.condition:
            return self.graded(student)

    def log(self):
        with self.condition:
            return self.log_[:]

    def await_place(self, student, course, seconds):
        with self.condition:
            def settled():
                return student not in self.find(course)[course][1]
            if not self.condition.wait_for(settled, timeout=seconds):
                return False
            if student in self.rolls()[course][0]:
                return True
            raise NotChosen

open_registry = Registry
