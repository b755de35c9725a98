"""No lock: one daemon thread owns everything; requests come through a queue, answers too."""
# %% work-off
def work_off(choose, forms, clerks):
    def one(form):
        try:
            return "fine", said(choose, form[0], form[1])
        except Exception as e:
            return "accident", e
    with ThreadPoolExecutor(max_workers=clerks) as pool:
        results = list(pool.map(one, forms))
    for how, what in results:
        if how == "accident":
            raise what
    return [what for how, what in results]

# %% registry
class Office(Thread):
    """Whoever wants something leaves a note, and waits at a counter of their own."""

    def __init__(self, limit, folder):
        super().__init__(daemon=True)
        self.notes = Queue()
        self.limit, self.folder = limit, folder
        self.state = {"courses": {}, "marks": {}, "log": []}
        self.watching = []
        if folder and os.path.exists(folder + "/state"):
            with open(folder + "/state", encoding="utf-8") as file:
                self.state = json.load(file)

    def run(self):
        while True:
            call, given, counter = self.notes.get()
            try:
                counter.put((True, call(*given)))
            except BaseException as error:
                counter.put((False, error))
            still = []
            for student, course, watcher in self.watching:
                if self.position(student, course) in (None, 0):
                    watcher.put("news")
                else:
                    still.append((student, course, watcher))
            self.watching = still

    def ask(self, call, *given):
        counter = Queue()
        self.notes.put((call, given, counter))
        good, answer = counter.get()
        if good:
            return answer
        raise answer

    # What only this thread calls

    def keep(self, *entries):
        self.state["log"] += entries
        if self.folder:
            with open(self.folder + "/state.part", "w", encoding="utf-8") as file:
                json.dump(self.state, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(self.folder + "/state.part", self.folder + "/state")

    def course(self, name):
        try:
            return self.state["courses"][name]
        except KeyError:
            raise NoSuchCourse(name) from None

    def position(self, student, course):
        people = self.course(course)["people"]
        if student not in people:
            return None
        return max(0, people.index(student) + 1 - self.course(course)["places"])

    def do_offer(self, school, name, places, teacher):
        if not (isinstance(places, int) and places > 0):
            raise BadPlaces(places)
        if name in self.state["courses"]:
            raise CourseExists(name)
        self.state["courses"][name] = {"school": school, "places": places, "teacher": teacher, "people": []}
        self.keep(("offer", school, name, places, teacher))

    def do_board(self, school):
        found = {name: max(0, course["places"] - len(course["people"]))
                 for name, course in self.state["courses"].items() if course["school"] == school}
        if not found:
            raise NoSuchSchool(school)
        return found

    def do_standing(self, student):
        return {name: self.position(student, name) for name, course in self.state["courses"].items() if student in course["people"]}

    def do_roll(self, name):
        course = self.course(name)
        return course["people"][:course["places"]], course["people"][course["places"]:]

    def do_choose(self, student, name):
        course = self.course(name)
        if student in course["people"]:
            raise AlreadyChosen(name)
        if len(self.do_standing(student)) >= self.limit:
            raise TooManyCourses(student)
        course["people"].append(student)
        where = self.position(student, name)
        self.keep(("wait" if where else "place", student, name))
        return where

    def leave(self, student, name):
        course = self.course(name)
        where = self.position(student, name)
        if where is None:
            raise NotChosen(name)
        if name in self.state["marks"].get(student, {}):
            raise AlreadyGraded(name)
        if where == 0 and len(course["people"]) > course["places"]:
            return [("move up", course["people"][course["places"]], name)]
        return []

    def do_drop(self, student, name):
        then = self.leave(student, name)
        self.course(name)["people"].remove(student)
        self.keep(("drop", student, name), *then)

    def do_swap(self, student, old, new):
        then = self.leave(student, old)
        target = self.course(new)
        if student in target["people"]:
            raise AlreadyChosen(new)
        if len(target["people"]) >= target["places"]:
            raise CourseFull(new)
        self.course(old)["people"].remove(student)
        target["people"].append(student)
        self.keep(("swap", student, old, new), *then)

    def do_grade(self, teacher, student, name, mark):
        course = self.course(name)
        if course["teacher"] != teacher:
            raise NotYourCourse(name)
        if not isinstance(mark, int) or mark < 1 or mark > 6:
            raise BadMark(mark)
        if self.position(student, name) != 0:
            raise NotChosen(name)
        self.state["marks"].setdefault(student, {})[name] = mark
        self.keep(("grade", student, name, mark))

    def do_marks(self, student):
        return dict(self.state["marks"].get(student, {}))

    def do_log(self):
        return [tuple(entry) for entry in self.state["log"]]

    def do_watch(self, student, name, watcher):
        self.position(student, name)
        self.watching.append((student, name, watcher))

    def do_forget(self, student, name, watcher):
        self.watching = [other for other in self.watching if other[2] is not watcher]
        return self.position(student, name)


class Counter:
    def __init__(self, office):
        self.office = office

    def offer(self, *given): return self.office.ask(self.office.do_offer, *given)
    def board(self, *given): return self.office.ask(self.office.do_board, *given)
    def standing(self, *given): return self.office.ask(self.office.do_standing, *given)
    def roll(self, *given): return self.office.ask(self.office.do_roll, *given)
    def choose(self, *given): return self.office.ask(self.office.do_choose, *given)
    def drop(self, *given): return self.office.ask(self.office.do_drop, *given)
    def swap(self, *given): return self.office.ask(self.office.do_swap, *given)
    def grade(self, *given): return self.office.ask(self.office.do_grade, *given)
    def marks(self, *given): return self.office.ask(self.office.do_marks, *given)
    def log(self): return self.office.ask(self.office.do_log)

    def await_place(self, student, course, seconds):
        watcher = Queue()
        self.office.ask(self.office.do_watch, student, course, watcher)
        try:
            watcher.get(timeout=seconds)
        except Empty:
            pass
        where = self.office.ask(self.office.do_forget, student, course, watcher)
        if where is None:
            raise NotChosen(course)
        return where == 0


def open_registry(limit, folder=None):
    office = Office(limit, folder)
    office.start()
    return Counter(office)
