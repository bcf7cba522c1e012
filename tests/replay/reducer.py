"""What a page makes of the frames it gets, in few lines: the yardstick for the pages' own reducers.

A desk is a dict with `me`, `queue`, `team`, `conversations` and `offers` (both by conversation); a
talk has `messages`, `state` and what is known beside it. Defaults that the wire
leaves out are filled in, so that two of them can be compared.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Frame = Mapping[str, Any]
Said = Mapping[str, Frame]

# A risk from here on is held until somebody lets it go.
HIGH = 2
FORWARD = ("queued", "not_confirmed", "sent", "delivered", "not_delivered")
VIEW = {
    "presence": "here",
    "risk": 0,
    "kept": "",
    "again": False,
    "pictures": [],
    "unready": False,
    "paused": None,
    "held": False,
    "used": [],
    "noted": {},
    "was_high": False,
    "weighed": {},
    "decided": None,
    "needs": [],
    "outcomes": [],
    "referred": None,
    "law": None,
}
DOOR: dict[str, Any] = {"door": {}, "closing_by": "", "closing_since": None}
PHONE = {
    "to": "",
    "stopped": False,
    "writing": "now",
    "begins": 0,
    "ends": 1440,
    "agreed": False,
    "matched": False,
    "closes": None,
    "probe": "",
    "number": "",
    "hides": None,
}
SHOWN = {"name": "", "cause": ""}
WAITING = {"offered": False, "again": False, "risk": 0}
STATE = {
    "who": "",
    "wait": None,
    "erase_at": None,
    "erased": False,
    "unready": False,
    "paused": None,
    "wish": "",
    "law": None,
}


# ---- the desk ----------------------------------------------------------------------------------


def desk(snapshot: Frame) -> dict[str, Any]:
    """A desk as a snapshot shows it."""
    return {
        "me": snapshot["me"],
        "queue": [{**WAITING, **row} for row in snapshot["queue"]],
        "team": snapshot["team"],
        "conversations": {v["conversation"]: _view(v) for v in snapshot["conversations"]},
        "offers": {offer["conversation"]: offer for offer in snapshot["offers"]},
        "asks": snapshot.get("asks", []),
        "company": snapshot.get("company", []),
        "channels": snapshot["channels"],
        "health": snapshot.get("health", []),
        "alerts": snapshot.get("alerts", []),
        "rests": snapshot.get("rests"),
        **_door(snapshot),
    }


def _door(frame: Frame) -> dict[str, Any]:
    return {name: frame.get(name, default) for name, default in DOOR.items()}


def reduce_desk(before: dict[str, Any], frames: Iterable[Frame], said: Said) -> dict[str, Any]:
    """The desk after these frames; `said` holds by id what this window itself has sent."""
    now = {**before, "conversations": dict(before["conversations"])}
    now["offers"] = dict(before["offers"])
    base = {pk: view["seq"] for pk, view in now["conversations"].items()}
    newest = dict(base)
    for frame in frames:
        _apply(now, frame, said, base, newest)
    return now


def _apply(
    now: dict[str, Any], frame: Frame, said: Said, base: dict[str, int], newest: dict[str, int]
) -> None:
    kind = frame["type"]
    if kind == "queue":
        now["queue"] = [{**WAITING, **row} for row in frame["queue"]]
    elif kind == "team":
        now["team"] = frame["team"]
    elif kind == "asks":
        now["asks"] = frame["asks"]
    elif kind == "company":
        now["company"] = frame["company"]
    elif kind == "door":
        now |= _door(frame)
    elif kind == "channels":
        now["health"] = frame["health"]
    elif kind == "choices":
        now["me"] = {**now["me"], "choices": frame["choices"]}
    elif kind == "status":
        now["me"] = {**now["me"], "status": frame["status"]}
        now["rests"] = frame.get("rests")
    elif kind == "alerts":
        now["alerts"] = frame["alerts"]
    elif kind == "offer":
        now["offers"][frame["conversation"]] = {k: v for k, v in frame.items() if k != "type"}
    elif kind == "conversation":
        view = _view(frame["view"])
        now["conversations"][view["conversation"]] = view
        now["offers"].pop(view["conversation"], None)
        base[view["conversation"]] = newest[view["conversation"]] = view["seq"]
    elif frame.get("conversation") in now["conversations"] or frame.get("gone"):
        _concern(now, frame, said, base, newest)


def _concern(
    now: dict[str, Any], frame: Frame, said: Said, base: dict[str, int], newest: dict[str, int]
) -> None:
    """A frame about one conversation that is held, or is no longer."""
    pk, kind = frame["conversation"], frame["type"]
    if frame.get("gone"):
        now["conversations"].pop(pk, None)
        now["offers"].pop(pk, None)
        return
    view = now["conversations"][pk] = dict(now["conversations"][pk])
    if kind == "message":
        shown = {k: v for k, v in frame.items() if k not in ("type", "conversation")}
        view["messages"] = insert(view["messages"], shown)
        view["seq"] = max(view["seq"], frame["seq"])
    elif kind == "ack":
        shown = {**said[frame["id"]], "seq": frame["seq"], "at": frame["at"], "id": frame["id"]}
        view["messages"] = insert(view["messages"], shown)
    elif kind == "presence":
        _be(view, frame["presence"])
    elif kind == "noted":
        view |= {"used": frame.get("used", []), "noted": frame.get("noted", {})}
        view |= {"needs": frame.get("needs", []), "outcomes": frame.get("outcomes", [])}
    elif kind == "weighed":
        view |= {"weighed": frame.get("weighed", {}), "decided": frame.get("decided")}
    elif kind == "number":
        view["phone"] = {**view["phone"], "number": frame["number"], "hides": frame["hides"]}
    elif kind == "step" and frame["seq"] > base[pk]:
        _step(view, frame, latest=frame["seq"] >= newest[pk])
        view["seq"] = max(view["seq"], frame["seq"])
        newest[pk] = max(newest[pk], frame["seq"])


def _step(view: dict[str, Any], step: Frame, *, latest: bool) -> None:
    """`latest` is false for a step that was overtaken: its state is history already."""
    happening = step["happening"]
    if latest:
        _enter(view, step["state"])
    if happening in ("flagged", "let_go") and latest:
        view["held"] = happening == "flagged" and step["risk"] >= HIGH
    if happening == "flagged" and step.get("risk", 0) >= HIGH:
        view["was_high"] = True
    if happening == "flagged" and latest:
        view["risk"] = step.get("risk", 0)
    elif happening == "exited":
        view["presence"] = "left_in_a_hurry"
    elif happening == "returned":
        view["presence"] = "here"
    elif happening in ("kept", "wished"):
        view["kept"] = step["detail"]
    elif happening in ("law_holds", "law_ends"):
        view["law"] = int(step["detail"]) if happening == "law_holds" else None
    elif happening == "seeker_left":
        view["presence"] = "left"
    elif happening == "erased":
        view["messages"] = []
    elif happening == "ready":
        view["unready"] = False
    elif happening in ("paused", "resumed"):
        view["paused"] = int(step["detail"]) if happening == "paused" else None
    elif happening == "delivery":
        view["messages"] = [_delivered(shown, step) for shown in view["messages"]]
    elif happening in ("pictures", "picture"):
        view["pictures"] = pictured(view["pictures"], step)
    elif happening in ("partner_named", "partner_answer"):
        view["referred"] = _referred(view["referred"] or {}, step)
    elif "phone" in view:
        view["phone"] = {**view["phone"], **_of_phone(step)}


def _referred(known: Frame, step: Frame) -> Frame:
    """What is known of a partner that was named, after this step."""
    said = step["detail"]
    if step["happening"] == "partner_named":
        return {"partner": int(said)}
    if said == "no":
        return {"partner": known["partner"]}
    return {**known, "lot": "accepted", said: step["at"]}


def _of_phone(step: Frame) -> dict[str, Any]:
    """What a step changes of how somebody may be written to."""
    happening = step["happening"]
    if happening in ("stopped", "started"):
        return {"stopped": happening == "stopped"}
    if happening == "matched":
        return {"agreed": True, "matched": True}
    if happening != "writing":
        return {}
    writing, _, hours = step["detail"].partition(":")
    begins, _, ends = (hours or "0-1440").partition("-")
    return {"writing": writing, "begins": int(begins), "ends": int(ends)}


def pictured(pictures: list[Frame], step: Frame) -> list[Frame]:
    """Pictures that are coming wait behind those of the same text that were settled.

    A step that comes twice changes nothing the second time.
    """
    fate, _, what = step["detail"].partition(":")
    seq = step["message"]
    here = [each for each in pictures if each["seq"] == seq]
    if fate == "declined" or (fate == "coming" and here):
        return pictures
    if fate == "coming":
        waiting = [{"seq": seq, "state": "waiting"} for _ in range(int(what))]
        return sorted([*pictures, *waiting], key=lambda each: int(each["seq"]))
    number = step["seq"]
    coming = [n for n, each in enumerate(pictures) if each in here and each["state"] == "waiting"]
    if not coming or any(each.get("settled") == number for each in here):
        return pictures
    result = {"id": what} if fate == "kept" else {"cause": what}
    settled = {"seq": seq, "state": fate, **result, "settled": number}
    return [*pictures[: coming[0]], settled, *pictures[coming[0] + 1 :]]


def _be(view: dict[str, Any], presence: str) -> None:
    """A hint counts as long as the talk goes on; a quick exit is never taken back."""
    over = view["state"] == "wrap_up" and presence != "left_in_a_hurry"
    if not over and view["presence"] != "left_in_a_hurry":
        view["presence"] = presence


def _enter(view: dict[str, Any], state: str) -> None:
    """A talk that is over has nobody at the other end, until somebody comes back."""
    before, view["state"] = view["state"], state
    if state != "active":
        view["unready"], view["paused"] = False, None
    if view["presence"] == "left_in_a_hurry" or before == state:
        return
    if state == "wrap_up":
        view["presence"] = "left"
    elif before == "wrap_up":
        view["presence"] = "here"


def _delivered(shown: Frame, step: Frame) -> Frame:
    if shown["seq"] != step["message"] or "delivery" not in step:
        return shown
    if FORWARD.index(step["delivery"]) <= FORWARD.index(shown.get("delivery", "queued")):
        return shown
    return {**shown, "delivery": step["delivery"], "cause": step.get("cause", "")}


def _view(view: Frame) -> dict[str, Any]:
    messages = [{**SHOWN, **shown} for shown in view["messages"]]
    made = {**VIEW, **view, "messages": messages}
    return {**made, "phone": {**PHONE, **view["phone"]}} if "phone" in view else made


def insert(messages: list[Frame], shown: Frame) -> list[Frame]:
    """Put a message at its number; one that is there already stays as it is."""
    if any(each["seq"] == shown["seq"] for each in messages):
        return messages
    return sorted([*messages, {**SHOWN, **shown}], key=lambda each: int(each["seq"]))


# ---- the seeker's page -------------------------------------------------------------------------


def talk(frames: Iterable[Frame], said: Said) -> dict[str, Any]:
    """The talk after these frames, the first of which is a welcome."""
    now: dict[str, Any] = {"messages": [], "state": "unknown", "door": {}, **STATE}
    for frame in frames:
        kind = frame["type"]
        if kind == "welcome":
            now["door"] = frame["door"]
            for shown in frame["messages"]:
                now["messages"] = insert(now["messages"], shown)
        elif kind == "door":
            now["door"] = frame["door"]
        elif kind == "message":
            shown = {k: v for k, v in frame.items() if k != "type"}
            now["messages"] = insert(now["messages"], shown)
        elif kind == "ack":
            shown = {**said[frame["id"]], "seq": frame["seq"], "at": frame["at"]}
            now["messages"] = insert(now["messages"], {**shown, "id": frame["id"]})
        elif kind == "state":
            now |= {name: frame.get(name, default) for name, default in STATE.items()}
            now["state"] = frame["state"]
            if now["erased"]:
                now["messages"] = []
    return now
