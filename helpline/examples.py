"""One example of every frame, for the document of the protocol and for the tests."""

from uuid import UUID

from helpline.protocol import (
    Accept,
    Ack,
    Acknowledge,
    Active,
    Alert,
    Alerts,
    Another,
    Ask,
    Asked,
    Asks,
    Beat,
    Block,
    Capacity,
    ChannelHealth,
    ChannelInfo,
    Channels,
    Choices,
    Choose,
    Chosen,
    CodeWord,
    Colleague,
    Come,
    Companion,
    Company,
    Decide,
    Decline,
    Depart,
    DeskAck,
    DeskDoor,
    DeskEnd,
    DeskHello,
    DeskMessage,
    DeskSay,
    DeskStatus,
    DeskTyping,
    DeskWindow,
    Door,
    DoorFrame,
    Earlier,
    EarlierWords,
    End,
    EndOverflow,
    Enter,
    Exit,
    Flag,
    FromConsole,
    FromSeeker,
    Hand,
    Heard,
    Hello,
    Introduce,
    Invite,
    Keep,
    LastOrders,
    LineTalks,
    LowerHand,
    Me,
    Message,
    MyStatus,
    Note,
    Noted,
    Noting,
    Number,
    Offer,
    Opened,
    OtherWindow,
    Overflow,
    Overflowing,
    Overflows,
    Overview,
    Pause,
    Phone,
    PictureInfo,
    Presence,
    Queue,
    RaiseHand,
    Ready,
    ReadyAgain,
    Reassign,
    Receive,
    Refusal,
    Release,
    Return,
    ReturnFrame,
    Reveal,
    Say,
    SetWriting,
    Shown,
    Snapshot,
    StateFrame,
    Step,
    Support,
    Survey,
    Take,
    TakeOver,
    Talk,
    Team,
    Term,
    ToConsole,
    ToSeeker,
    Transfer,
    Typing,
    Unhand,
    Uninvite,
    View,
    Waiting,
    Watch,
    Ways,
    Welcome,
    Why,
    Wrap,
    WrapUp,
)

TALK = UUID("5f0c4a52-7c1e-4a43-9a5f-6f1d2b6f3f10")
TEXTER = UUID("0b9d1c1e-3a55-4c86-8f0a-2f6b0f5f7a21")
SAID = UUID("c1a2f7de-90f4-4f0b-8f9d-4a9f5b0e6d31")
ANSWERED = UUID("7d8f6a10-1b2c-4d3e-8f4a-5b6c7d8e9f41")
CAMILLE = UUID("5a0f2c4e-6b8d-4e1f-8a3c-9b7d5f3e1c20")
ROBIN = UUID("2e4d6c8b-0a1f-4b3c-9d5e-7f8091a2b351")
TOKEN = "m0u9Yk2Vt5sQx8Rb1Lw4Zc7Nf3Hd6Jg0Pa5Te2Uy8Ki"  # noqa: S105 - opens nothing
NOON = 1_795_348_800_000
PICTURE = "7f9c2e1d0b6a4c3e8d5f2a1b3c4d5e6f"
SEAL = "Ew3cF0c5yQmJb8z1mC2c0mZf9W4rT7uXk6aN1vHsLdE="

FIRST_WORDS = Shown(1, "seeker", "Hi, is somebody there?", NOON, id=SAID)
ANSWER = Shown(4, "counsellor", "I am here. Take your time.", NOON + 40_000, name="Robin")
TEXT_SENT = Shown(
    7,
    "counsellor",
    "I am here.",
    NOON + 90_000,
    name="Robin",
    id=ANSWERED,
    delivery="sent",
)
CHAT = View(TALK, "Quiet Heron", "web", "en", "active", 4, NOON, [FIRST_WORDS, ANSWER])
TEXTS = View(
    TEXTER,
    "Slow River",
    "sms",
    "fr",
    "active",
    7,
    NOON - 60_000,
    [TEXT_SENT],
    presence="quiet",
    risk=1,
    kept="day",
    again=True,
    phone=Phone(
        to="0100",
        writing="hours",
        begins=540,
        ends=720,
        agreed=True,
        probe="Bonjour, est-ce un bon moment ?",
        zone="America/Winnipeg",
    ),
    pictures=[PictureInfo(6, "kept", id=PICTURE, settled=8)],
)

LAST_ORDERS = Door("closing", opens=NOON + 86_400_000, closes=NOON + 7_200_000)

TEXTING = ChannelHealth(
    "sms", arrived=NOON, receipt=NOON - 60_000, error=NOON - 90_000, cause="phone_off", waiting=1
)

SHELTER = Term("shelter", "A place to sleep", "Un endroit où dormir")
CUT = Term("cut_short", "It broke off", "L’échange s’est interrompu", retired=True)
NOTED = Noted(kind="safety", needs=["shelter"], left_out=["grounding-five"])

WHY = [Why("risk", 1), Why("phrase", 2, "j'ai peur")]

FROM_SEEKER: list[FromSeeker] = [
    Hello(site="community-house", token=TOKEN, since=4, locale="fr"),
    Enter(),
    Say(SAID, "Hi, is somebody there?"),
    Typing(on=True),
    Ready(),
    Pause(on=True),
    Another(),
    Return(wanted=True),
    End(),
    Exit(),
    Keep("erase"),
    Survey({"feel": "better", "helped": "some"}),
    Beat(mark="5b1f9c02"),
]

TO_SEEKER: list[ToSeeker] = [
    Welcome(
        TOKEN,
        TALK,
        4,
        [FIRST_WORDS, ANSWER],
        {"greeting": "You can write here."},
        2_000,
        seals=[SEAL],
        door=Door(closes=NOON + 7_200_000),
    ),
    Ack(SAID, 1, NOON),
    Message(4, "counsellor", "I am here. Take your time.", NOON + 40_000, name="Robin"),
    StateFrame("waiting", seq=2, wait="quarter"),
    StateFrame("active", seq=4, who="Robin", unready=True),
    Typing(on=True),
    DoorFrame(LAST_ORDERS),
    ReturnFrame("204-317-0164", NOON + 7_200_000),
    Heard(mark="0d4be7a1"),
    Refusal("too_long", "The text is longer than 2,000 characters.", ref=SAID),
]

CHOICES = Choices(
    send="ctrl_enter",
    volume=40,
    ways=Ways(offer=["sound"], words_elsewhere=[]),
    keys={"take": "Alt+P"},
)

FROM_CONSOLE: list[FromConsole] = [
    DeskHello(since={TALK: 4, TEXTER: 7}),
    DeskStatus("here"),
    Active(),
    Beat(mark="5b1f9c02"),
    Take(),
    Accept(TALK),
    Decline(TALK, reason="break"),
    DeskSay(TALK, ANSWERED, "I am here. Take your time.", snippets=["grounding-five"]),
    Note(TALK, ANSWERED, "Asked about a bed for tonight."),
    DeskTyping(TALK, on=True),
    Transfer(TALK),
    Hand(TALK, CAMILLE, "Speaks of court on Monday."),
    Unhand(TALK),
    Receive(TALK, yes=True),
    Invite(TALK, CAMILLE, "Do you know the shelter she speaks of?"),
    Uninvite(TALK),
    Come(TALK, yes=True),
    Introduce(TALK),
    Watch(TALK),
    Depart(TALK),
    Reassign(TALK, CAMILLE, reason="Camille knows her."),
    Overview(),
    DeskEnd(TALK),
    Wrap(TALK, kind="safety", needs=["shelter"], outcome="referred", relation="self"),
    Noting(TALK, NOTED),
    Flag(TALK, 2),
    Decide(
        TALK, "plan", {"9a4c1f0e22b7": "yes"}, "alone", confirmed="unknown", reason="as they wished"
    ),
    LastOrders(on=True),
    Overflow("day-line", 180, 120),
    EndOverflow(),
    SetWriting(TEXTER, "hours", begins=540, ends=720),
    CodeWord(TEXTER, "blue heron"),
    Earlier(TEXTER),
    Reveal(TEXTER, "They asked me to pass it on to the van."),
    Block(TEXTER, "Threats.", days=30),
    Choose(CHOICES),
    DeskWindow(TALK, writing=True),
    Acknowledge(alert=7),
    Release(TALK),
    RaiseHand(TALK, "minor", "what do I say now?"),
    LowerHand(TALK),
    Support(),
    ReadyAgain(),
    TakeOver(TALK),
    Capacity("Robin", 2),
]

TO_CONSOLE: list[ToConsole] = [
    Snapshot(
        me=Me(ROBIN, "Robin", "here", 3, ["en", "fr"], "Night line", supervisor=False),
        queue=[Waiting("web", "en", NOON, offered=True)],
        conversations=[CHAT, TEXTS],
        team=[
            Colleague(ROBIN, "Robin", "here", 2, 3, ["en", "fr"], ["", "housing"], 1, 1),
            Colleague(CAMILLE, "Camille", "resting", 0, 3, ["fr"], [""], 3, 3),
        ],
        offers=[Asked(TALK, "web", "en", NOON, NOON + 30_000)],
        now=NOON + 100_000,
        channels=[
            ChannelInfo("web", {"en": "Web chat", "fr": "Clavardage"}, live=True, longest=2_000),
            ChannelInfo(
                "sms", {"en": "Text", "fr": "Texto"}, live=False, longest=1_600, segmented=True
            ),
        ],
        health=[TEXTING],
    ),
    Queue([Waiting("sms", "fr", NOON, again=True, risk=1, why=WHY)]),
    Team([Colleague(ROBIN, "Robin", "here", 2, 3, ["en", "fr"], ["", "housing"], 1, 1)]),
    Offer(TALK, "web", "en", NOON, NOON + 30_000, why=[Why("dropped", 3)]),
    Asks([Ask(TEXTER, "Camille", "sms", "fr", NOON, NOON + 60_000, risk=1, note="A bed tonight.")]),
    Company([Companion(TALK, CAMILLE, "Camille", "guest", "Robin", "web", "en", here=True)]),
    LineTalks(
        [Talk(TALK, "Quiet Heron", "web", "en", "active", NOON, ROBIN, "Robin", risk=2)],
    ),
    Opened(CHAT),
    DeskAck(TALK, ANSWERED, 4, NOON + 40_000),
    DeskMessage(TALK, 5, "seeker", "Thank you.", NOON + 50_000),
    Step(TEXTER, 8, "delivery", "active", NOON + 95_000, message=7, delivery="delivered"),
    DeskTyping(TALK, on=True),
    Presence(TALK, "left_in_a_hurry"),
    MyStatus("resting"),
    Chosen(CHOICES),
    WrapUp(
        TALK,
        used=["grounding-five", "beds-tonight"],
        noted=NOTED,
        needs=[SHELTER],
        outcomes=[CUT],
    ),
    OtherWindow("3f9a", TALK, writing=True),
    Beat(mark="5b1f9c02"),
    Heard(),
    EarlierWords(TEXTER, [FIRST_WORDS]),
    Number(TEXTER, "+12045550173", NOON + 600_000),
    Channels([TEXTING]),
    Overflows(
        [Overflowing("Night line", "Day line", 180, "Dana", NOON, NOON + 7_200_000, here=True)]
    ),
    DeskDoor(LAST_ORDERS, "Robin", NOON),
    Refusal("no_offer", "This conversation is not offered to you (any more).", conversation=TALK),
    Alerts([Alert(7, "risk", 3, NOON, "Robin", conversation=TALK, handle="Quiet Heron")]),
]
