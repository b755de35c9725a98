"""All calls go through a pool with one worker; who waits gets a future."""
# %% work-off
def work_off(choose, forms, clerks):
    """Call `choose` for each pair in `forms`, `clerks` at a time; return what it has said to each."""
    with ThreadPoolExecutor(clerks) as pool:
        done = [pool.submit(said, choose, *form) for form in forms]
    return [each.result() for each in done]

# %% registry
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late

class Books:
    """Used by one thread at a time only."""
    def __init__(self, limit, folder):
        self.limit, self.folder = limit, folder
        self.courses, self.marked, self.told, self.hopes = {}, {}, [], []
        if folder and Path(folder, "books").exists():
            for text in Path(folder, "books").read_text().split("\n"):
                if text:
                    self.happen(tuple(json.loads(text)))

    def happen(self, entry):
        self.told.append(entry)
        what, a, b, *more = entry
        if what == "offer":
            self.courses[b] = {"school": a, "places": more[0], "teacher": more[1], "in": [], "wait": []}
        elif what == "place":
            self.courses[b]["in"].append(a)
        elif what == "wait":
            self.courses[b]["wait"].append(a)
        elif what == "move up":
            self.courses[b]["wait"].remove(a)
            self.courses[b]["in"].append(a)
        elif what == "grade":
            self.marked.setdefault(a, {})[b] = more[0]
        else:
            for part in ("in", "wait"):
                if a in self.courses[b][part]:
                    self.courses[b][part].remove(a)
            if what == "swap":
                self.courses[more[0]]["in"].append(a)

    def all_happen(self, *entries):
        if self.folder:
            Path(self.folder, "books.tmp").write_text("\n".join(json.dumps(e) for e in [*self.told, *entries]))
            os.replace(Path(self.folder, "books.tmp"), Path(self.folder, "books"))
        for entry in entries:
            self.happen(entry)
        for hope in list(self.hopes):
            student, course, future = hope
            if student not in self.courses[course]["wait"]:
                self.hopes.remove(hope)
                future.set_result(student in self.courses[course]["in"])

    def of(self, course):
        if course not in self.courses:
            raise NoSuchCourse(course)
        return self.courses[course]

    def offer(self, school, course, places, teacher):
        if course in self.courses:
            raise CourseExists(course)
        if type(places) is not int or places < 1:
            raise BadPlaces(places)
        self.all_happen(("offer", school, course, places, teacher))

    def board(self, school):
        found = {}
        for name, course in self.courses.items():
            if course["school"] == school:
                found[name] = course["places"] - len(course["in"])
        return found or self.no_school()

    def no_school(self):
        raise NoSuchSchool

    def standing(self, student):
        found = {name: 0 for name, course in self.courses.items() if student in course["in"]}
        for name, course in self.courses.items():
            if student in course["wait"]:
                found[name] = course["wait"].index(student) + 1
        return found

    def roll(self, course):
        return list(self.of(course)["in"]), list(self.of(course)["wait"])

    def choose(self, student, course):
        it, mine = self.of(course), self.standing(student)
        if course in mine:
            raise AlreadyChosen(course)
        if len(mine) >= self.limit:
            raise TooManyCourses(student)
        self.all_happen(("place" if len(it["in"]) < it["places"] else "wait", student, course))
        return self.standing(student)[course]

    def out(self, student, course):
        it = self.of(course)
        if student not in it["in"] and student not in it["wait"]:
            raise NotChosen(course)
        if course in self.marked.get(student, {}):
            raise AlreadyGraded(course)
        return [("move up", it["wait"][0], course)] if student in it["in"] and it["wait"] else []

    def drop(self, student, course):
        self.all_happen(("drop", student, course), *self.out(student, course))

    def swap(self, student, old, new):
        ups, it = self.out(student, old), self.of(new)
        if student in it["in"] or student in it["wait"]:
            raise AlreadyChosen(new)
        if len(it["in"]) == it["places"]:
            raise CourseFull(new)
        self.all_happen(("swap", student, old, new), *ups)

    def grade(self, teacher, student, course, mark):
        it = self.of(course)
        if teacher != it["teacher"]:
            raise NotYourCourse(teacher)
        if type(mark) is not int or mark < 1 or mark > 6:
            raise BadMark(mark)
        if student not in it["in"]:
            raise NotChosen(student)
        self.all_happen(("grade", student, course, mark))

    def marks(self, student):
        return dict(self.marked.get(student, {}))

    def log(self):
        return list(self.told)

    def hope(self, student, course):
        future, it = Future(), self.of(course)
        if student in it["wait"]:
            self.hopes.append((student, course, future))
        else:
            future.set_result(student in it["in"])
        return future

    def is_in(self, student, course):
        return student in self.of(course)["in"]


class InTurn:
    def __init__(self, books):
        self.books, self.pool = books, ThreadPoolExecutor(1)

    def do(self, call, *given):
        return self.pool.submit(call, *given).result()

    def await_place(self, student, course, seconds):
        try:
            got = self.do(self.books.hope, student, course).result(seconds)
        except Late:
            return self.do(self.books.is_in, student, course)
        if not got:
            raise NotChosen(course)
        return True

    offer = lambda self, *given: self.do(self.books.offer, *given)
    board = lambda self, *given: self.do(self.books.board, *given)
    standing = lambda self, *given: self.do(self.books.standing, *given)
    roll = lambda self, *given: self.do(self.books.roll, *given)
    choose = lambda self, *given: self.do(self.books.choose, *given)
    drop = lambda self, *given: self.do(self.books.drop, *given)
    swap = lambda self, *given: self.do(self.books.swap, *given)
    grade = lambda self, *given: self.do(self.books.grade, *given)
    marks = lambda self, *given: self.do(self.books.marks, *given)
    log = lambda self: self.do(self.books.log)

def open_registry(limit, folder=None):
    return InTurn(Books(limit, folder))
