"""Functions only: closures, a SimpleNamespace, an RLock, and a journal with one line for each call."""
# %% work-off
def work_off(choose, forms, clerks):
    """Call `choose` for each pair in `forms`, `clerks` at a time; return what it has said to each."""
    with ThreadPoolExecutor(clerks) as pool:
        done = [pool.submit(said, choose, *form) for form in forms]
    return [each.result() for each in done]

# %% registry
from types import SimpleNamespace
from functools import wraps

def open_registry(limit, folder=None):
    lock = RLock()
    change = Condition(lock)
    courses, marks, history = {}, {}, []
    journal = os.path.join(folder, "journal.txt") if folder else None

    def guarded(function):
        @wraps(function)
        def inner(*args):
            with lock:
                return function(*args)
        return inner

    def note(*entries):
        if journal:
            end = os.path.getsize(journal) if os.path.exists(journal) else 0
            try:
                with open(journal, "ab") as file:
                    file.write(json.dumps(entries).encode() + b"\n")
            except OSError:
                os.truncate(journal, end)
                raise
        history.extend(entries)
        change.notify_all()

    def get(course):
        if course not in courses:
            raise NoSuchCourse
        return courses[course]

    @guarded
    def offer(school, course, places, teacher):
        if not isinstance(places, int) or places <= 0:
            raise BadPlaces("at least one place")
        if course in courses:
            raise CourseExists
        note(("offer", school, course, places, teacher))
        courses[course] = SimpleNamespace(school=school, places=places, teacher=teacher, inside=set(), queue=deque())

    @guarded
    def board(school):
        answer = {c: it.places - len(it.inside) for c, it in courses.items() if it.school == school}
        if answer == {}:
            raise NoSuchSchool(school)
        return answer

    @guarded
    def standing(student):
        answer = {}
        for c, it in courses.items():
            if student in it.inside:
                answer[c] = 0
            if student in it.queue:
                answer[c] = 1 + it.queue.index(student)
        return answer

    @guarded
    def roll(course):
        return sorted(get(course).inside), list(get(course).queue)

    @guarded
    def choose(student, course):
        it = get(course)
        mine = standing(student)
        if course in mine:
            raise AlreadyChosen
        if len(mine) >= limit:
            raise TooManyCourses
        if len(it.inside) < it.places:
            note(("place", student, course))
            it.inside.add(student)
            return 0
        note(("wait", student, course))
        it.queue.append(student)
        return len(it.queue)

    def leave(student, course, how):
        it = get(course)
        if student in it.queue:
            note(how)
            it.queue.remove(student)
            return
        if it.queue:
            note(how, ("move up", it.queue[0], course))
            it.inside.add(it.queue.popleft())
        else:
            note(how)
        it.inside.remove(student)

    def may(student, course):
        get(course)
        if course not in standing(student):
            raise NotChosen
        if course in marks.get(student, ()):
            raise AlreadyGraded

    @guarded
    def drop(student, course):
        may(student, course)
        leave(student, course, ("drop", student, course))

    @guarded
    def swap(student, old, new):
        may(student, old)
        it = get(new)
        if new in standing(student):
            raise AlreadyChosen
        if len(it.inside) == it.places:
            raise CourseFull
        leave(student, old, ("swap", student, old, new))
        it.inside.add(student)

    @guarded
    def grade(teacher, student, course, mark):
        it = get(course)
        if it.teacher != teacher:
            raise NotYourCourse
        if not isinstance(mark, int) or mark not in range(1, 7):
            raise BadMark
        if student not in it.inside:
            raise NotChosen
        note(("grade", student, course, mark))
        marks.setdefault(student, {})[course] = mark

    @guarded
    def get_marks(student):
        return marks.get(student, {}).copy()

    @guarded
    def log():
        return history.copy()

    @guarded
    def await_place(student, course, seconds):
        if not change.wait_for(lambda: standing(student).get(course) in (None, 0) or get(course) is None, seconds):
            return False
        if student in get(course).inside:
            return True
        raise NotChosen

    if journal and os.path.exists(journal):
        with open(journal, "rb") as file:
            data = file.read()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.truncate(journal, whole)
        lines, journal_then, journal = data[:whole].splitlines(), journal, None
        for line in lines:
            what, *facts = json.loads(line)[0]
            if what == "grade":
                grade(courses[facts[1]].teacher, *facts)
            else:
                {"offer": offer, "place": choose, "wait": choose, "drop": drop, "swap": swap}[what](*facts)
        journal = journal_then

    return SimpleNamespace(offer=offer, board=board, standing=standing, roll=roll, choose=choose, drop=drop, swap=swap,
                           grade=grade, marks=get_marks, log=log, await_place=await_place)
