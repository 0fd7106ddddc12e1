"""What happens to each proposal of the story, as a table (tale.py says how to read it)."""

from __future__ import annotations

from proposals.demo.tale import BETWEEN, PLENARY, RECENT, Tale
from proposals.demo.tales_more import MORE

FIRST = (  # the first few stand for all: a small demo tells only them
    Tale(
        "degrees",
        PLENARY + "sign_for 14; contact 20 visit; draft 38; review 41; review_pass 44 A;"
        "sign 47; deliver 49; feedback 55 satisfied satisfied",
        member=0,
    ),
    Tale("guardrail", PLENARY + "sign_for 15; contact 24 site; draft 60", member=0),
    Tale(
        "stadium",
        BETWEEN + "sign_for -48; contact -44 meeting; draft -30; review -24; review_pass -20 B;"
        "sign -17; deliver -15",
        member=0,
    ),
    Tale(
        "stall",
        "submit 1; screen 2 decline; decline 3 personal member_letter; consent 6; pass_on 8",
        member=9,
    ),
    Tale(
        "bridge",
        BETWEEN
        + "sign_for -46; contact -38 site; draft -22; review -14; review_pass -10 A; sign -3",
        member=1,
    ),
    Tale("nursery", RECENT + "transfer -20", member=10),
    Tale("villages", "submit -15; screen -11; file -8; number -6", member=11),
    Tale("leftbehind", "submit -7; send_back -5", member=0),
    Tale("water", "submit -10", member=12),
    Tale("sewage", "submit -8; screen -6; listed -2", member=1),
    Tale("tune", "submit -7; screen -4 decline; listed -2", member=13),
    Tale(
        "mental",
        PLENARY + "sign_for 17; contact 25 panel; draft 36; review 42; review_pass 45 B;"
        "sign 48; deliver 50; progress 58; kept 61",
        member=3,
    ),
    Tale(
        "workshop",
        "submit 0; send_back 1; resubmit 2; screen 2; file 3; number 6; transfer 8; hand_over 12;"
        "sign_for 16; contact 22 panel; draft 40; review 47; review_pass 50 A; sign 53;"
        "deliver 56; feedback 62 satisfied fair",
        body=0,
    ),
    Tale(
        "elevator",
        PLENARY + "sign_for 18; contact 30 meeting; draft 42; review -40; review_pass -37 C;"
        "sign -33; deliver -28; hold -19; feedback -15 fair dissatisfied",
        member=4,
    ),
    Tale(
        "coldchain",
        PLENARY + "sign_for 13; contact 19 site; draft 33; review 37; review_pass 39 A;"
        "sign 41; deliver 43; feedback 51 satisfied satisfied",
        member=5,
    ),
    Tale(
        "pollution",
        PLENARY + "sign_for 15; contact 26 visit; draft 45; review 52; review_pass 56 B;"
        "sign 60; deliver 62; feedback 70 fair fair",
        member=14,
    ),
    Tale("ebike", PLENARY + "sign_for 21", member=15),
    Tale(
        "layby",
        BETWEEN + "sign_for -47; contact -40 meeting; draft -20; review -9; review_pass -4 B",
        member=7,
    ),
    Tale(
        "parking",
        BETWEEN + "sign_for -45; contact -36 site; draft -18; review -12; review_back -9;"
        "rewrite -7; review -5",
        member=6,
    ),
    Tale("customs", BETWEEN + "sign_for -44; contact -33 panel; draft -13; review -3", member=8),
    Tale("ruralbus", RECENT + "transfer -21; hand_over -10", member=16),
    Tale("assets", RECENT + "transfer -21; hand_over -14", body=3),
    Tale(
        "logistics",
        RECENT + "transfer -21; hand_over -14; sign_for -12; contact -8 meeting",
        body=1,
    ),
    Tale("doctors", RECENT + "transfer -21; hand_over -14; sign_for -11", member=17),
    Tale("mediation", RECENT + "transfer -20", member=18),
    Tale("routes", "submit -9; screen -6; file -3", member=19),
    Tale("eldercare", "submit -1", member=20),
)
TALES = FIRST + MORE
DRAFTS = (  # unfinished: written by two members, and by the office for an organisation
    Tale("forestry", "write -2", member=0),
    Tale("reading", "write -4", member=1),
    Tale("credit", "write -3", body=2),
)
NEIGHBOURS = Tale("lakepath", "submit -3", member=0)
