"""Globals: one lock for all registries, helpers in another cell, experiments left behind."""
# %% work-off
def work_off(choose, forms, clerks):
    """Call `choose` for each pair in `forms`, `clerks` at a time; return what it has said to each."""
    with ThreadPoolExecutor(clerks) as pool:
        done = [pool.submit(said, choose, *form) for form in forms]
    return [each.result() for each in done]

the_lock = RLock()
something_new = Condition(the_lock)

def locked(method):
    def call(*given):
        with the_lock:
            return method(*given)
    return call

def late(student, course):
    sleep(0.01)
    return 0

print(work_off(late, [("ann", "chess")] * 3, 2))
try:
    work_off(lambda student, course: 1 / 0, [("a", "b")], 1)
except ZeroDivisionError as oops:
    print("as expected:", oops)

# %% registry
number_of_registries = 0
everything = {}

class Handle:
    def __init__(self, key, limit, folder):
        self.key, self.limit, self.folder = key, limit, folder

def data(handle):
    return everything[handle.key]

def save(handle):
    something_new.notify_all()
    if handle.folder:
        with open(os.path.join(handle.folder, "new.json"), "w") as f:
            json.dump(data(handle), f)
        os.replace(os.path.join(handle.folder, "new.json"), os.path.join(handle.folder, "all.json"))

@locked
def open_registry(limit, folder=None):
    global number_of_registries
    number_of_registries += 1
    handle = Handle(number_of_registries, limit, folder)
    everything[handle.key] = {"courses": {}, "places": {}, "waiting": {}, "marks": {}, "log": []}
    if folder:
        try:
            with open(os.path.join(folder, "all.json")) as f:
                everything[handle.key] = json.load(f)
        except FileNotFoundError:
            pass
    return handle

def must_exist(d, course):
    if course not in d["courses"]:
        raise NoSuchCourse(course)

@locked
def offer(handle, school, course, places, teacher):
    d = data(handle)
    if not type(places) == int or places < 1:
        raise BadPlaces()
    if course in d["courses"]:
        raise CourseExists()
    d["courses"][course] = [school, places, teacher]
    d["places"][course], d["waiting"][course] = [], []
    d["log"].append(["offer", school, course, places, teacher])
    save(handle)

@locked
def board(handle, school):
    d = data(handle)
    result = {c: d["courses"][c][1] - len(d["places"][c]) for c in d["courses"] if d["courses"][c][0] == school}
    if not result:
        raise NoSuchSchool()
    return result

@locked
def standing(handle, student):
    d, result = data(handle), {}
    for c in d["courses"]:
        if student in d["places"][c]:
            result[c] = 0
        elif student in d["waiting"][c]:
            result[c] = d["waiting"][c].index(student) + 1
    return result

@locked
def roll(handle, course):
    d = data(handle)
    must_exist(d, course)
    return tuple(d["places"][course]), tuple(d["waiting"][course])

@locked
def choose(handle, student, course):
    d = data(handle)
    must_exist(d, course)
    now = standing(handle, student)
    if course in now: raise AlreadyChosen()
    if len(now) >= handle.limit: raise TooManyCourses()
    if len(d["places"][course]) == d["courses"][course][1]:
        d["waiting"][course].append(student)
        d["log"].append(["wait", student, course])
    else:
        d["places"][course].append(student)
        d["log"].append(["place", student, course])
    save(handle)
    return standing(handle, student)[course]

def check(handle, student, course):
    d = data(handle)
    must_exist(d, course)
    if course not in standing(handle, student): raise NotChosen()
    if student in d["marks"] and course in d["marks"][student]: raise AlreadyGraded()

def leave(d, student, course):
    if student in d["waiting"][course]:
        d["waiting"][course].remove(student)
        return
    d["places"][course].remove(student)
    if d["waiting"][course]:
        lucky = d["waiting"][course].pop(0)
        d["places"][course].append(lucky)
        d["log"].append(["move up", lucky, course])

@locked
def drop(handle, student, course):
    check(handle, student, course)
    data(handle)["log"].append(["drop", student, course])
    leave(data(handle), student, course)
    save(handle)

@locked
def swap(handle, student, old, new):
    d = data(handle)
    check(handle, student, old)
    must_exist(d, new)
    if new in standing(handle, student): raise AlreadyChosen()
    if len(d["places"][new]) == d["courses"][new][1]: raise CourseFull()
    d["log"].append(["swap", student, old, new])
    leave(d, student, old)
    d["places"][new].append(student)
    save(handle)

@locked
def grade(handle, teacher, student, course, mark):
    d = data(handle)
    must_exist(d, course)
    if d["courses"][course][2] != teacher: raise NotYourCourse()
    if type(mark) != int or mark > 6 or mark < 1: raise BadMark()
    if student not in d["places"][course]: raise NotChosen()
    d["marks"].setdefault(student, {})[course] = mark
    d["log"].append(["grade", student, course, mark])
    save(handle)

@locked
def marks(handle, student):
    return dict(data(handle)["marks"].get(student, {}))

@locked
def log(handle):
    return [tuple(e) for e in data(handle)["log"]]

@locked
def await_place(handle, student, course, seconds):
    must_exist(data(handle), course)
    something_new.wait_for(lambda: standing(handle, student).get(course, 0) == 0, seconds)
    if course not in standing(handle, student):
        raise NotChosen()
    return standing(handle, student)[course] == 0

for function in (offer, board, standing, roll, choose, drop, swap, grade, marks, log, await_place):
    pass
Handle.offer, Handle.board, Handle.standing, Handle.roll, Handle.choose = offer, board, standing, roll, choose
Handle.drop, Handle.swap, Handle.grade, Handle.marks, Handle.log, Handle.await_place = drop, swap, grade, marks, log, await_place

r = open_registry(1)
r.offer("north", "juggling", 1, "me")
print(r.choose("me", "juggling"), r.log())
try:
    r.choose("me", "juggling")
except AlreadyChosen as e:
    print(repr(e))
