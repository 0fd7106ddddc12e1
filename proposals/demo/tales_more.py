"""The side roads of the story: joint, merged, taken back, changed, extended, done again."""

from __future__ import annotations

from proposals.demo.tale import BETWEEN, PLENARY, RECENT, Tale

JOINT = PLENARY.replace("submit 0", "submit 0 joint")
ANSWERED = "contact 20 visit; draft 28; review 31; review_pass 33 B; sign 35; deliver 37; "
AGAIN = ANSWERED + "feedback 41 fair dissatisfied; verify 43; rehandle 46; contact 50 meeting; "
MORE = (
    Tale(
        "our_villageroad",
        JOINT + "sign_for 14; " + ANSWERED + "feedback 42 satisfied satisfied; echo 44",
        member=21,
    ),
    Tale("our_rice", JOINT + "sign_for 15; contact 21 site; draft -9; review -3", member=22),
    Tale("our_canal", "submit -9 joint; screen -5", member=23),
    Tale(
        "our_vegetables", PLENARY + "sign_for 16; " + ANSWERED + "feedback 40 fair fair", member=24
    ),
    Tale("our_drinkingwater", "submit 1; screen 2; merge 3 our_villageroad", member=25),
    Tale("our_cattle", "submit 1; screen 2; ask_withdrawal 2; withdraw 3", member=26),
    Tale(
        "our_forest",
        BETWEEN + "sign_for -47; ask_withdrawal -40; withdraw -38",
        member=27,
    ),
    Tale(
        "our_river",
        RECENT + "transfer -21; hand_over -14; sign_for -12; ask_withdrawal -2",
        member=28,
    ),
    Tale(
        "our_garbage",
        RECENT + "transfer -19; hand_over -6; ask_change -3 reassign 州住房和城乡建设局",
        member=29,
    ),
    Tale(
        "our_school",
        RECENT + "transfer -19; hand_over -14; ask_change -11 reassign 州发展和改革委员会;"
        "accept_change -9 州发展和改革委员会; sign_for -7; contact -3 panel",
        member=30,
    ),
    Tale(
        "our_preschool",
        RECENT + "transfer -19; hand_over -14; ask_change -11 reassign 州民政局;"
        "refuse_change -8; sign_for -5",
        member=31,
    ),
    Tale(
        "our_vocational",
        RECENT + "transfer -19; hand_over -14; sign_for -12; ask_change -10 add 州财政局;"
        "accept_addition -8 州财政局; contact -6 meeting",
        member=32,
    ),
    Tale(
        "our_clinic",
        BETWEEN + "sign_for -48; contact -40 visit; ask_extension -2",
        member=33,
    ),
    Tale(
        "our_elderly",
        BETWEEN + "sign_for -46; contact -39 meeting; ask_extension -14; grant_extension -12;"
        "draft -6",
        member=34,
    ),
    Tale(
        "our_disabled",
        PLENARY[:-2] + " co 州人力资源和社会保障局 州住房和城乡建设局; sign_for 14;"
        "co_signs 15 州人力资源和社会保障局; co_signs 16 州住房和城乡建设局;"
        "opinion 17 州人力资源和社会保障局; opinion 18 州住房和城乡建设局;"
        "approve_opinion 18 州人力资源和社会保障局; approve_opinion 19 州住房和城乡建设局;"
        "give_opinion 19 州人力资源和社会保障局; give_opinion 20 州住房和城乡建设局;"
        + ANSWERED
        + "feedback 46 satisfied fair",
        member=35,
    ),
    Tale(
        "our_housing",
        RECENT + "transfer -19; hand_over -14 co 州财政局; sign_for -12; co_signs -11 州财政局;"
        "contact -8 meeting; opinion -2 州财政局",
        member=36,
    ),
    Tale(
        "our_parkinglot",
        BETWEEN[:-2]
        + " co 州城市管理局; sign_for -47; contact -41 site; waive_opinion -30 州城市管理局;"
        "draft -16; review -5",
        member=37,
    ),
    Tale(
        "our_planning",
        RECENT
        + "transfer -19; hand_over -9 co 州应急管理局; sign_for -7; contact -4 site; draft -2",
        member=38,
    ),
    Tale("our_industry", PLENARY + "sign_for 13; " + AGAIN + "draft -8; review -2", member=39),
    Tale(
        "our_finance",
        PLENARY + "sign_for 15; " + AGAIN + "draft 54; review 56; review_pass 58 B; sign 60;"
        "deliver 62; feedback 66 fair dissatisfied; confer 72",
        member=40,
    ),
    Tale(
        "our_market",
        PLENARY + "sign_for 17; " + AGAIN + "draft 76; review 79; review_pass 81 B; sign 83;"
        "deliver 85; feedback -12 fair dissatisfied",
        member=41,
    ),
    Tale(
        "our_ecommerce",
        BETWEEN + "sign_for -48; contact -44 meeting; draft -30; review -22; review_pass -19 C;"
        "sign -16; deliver -14; feedback -3 fair dissatisfied",
        member=42,
    ),
    Tale(
        "our_culture",
        BETWEEN + "sign_for -45; contact -41 visit; draft -31; review -24; review_pass -21 C;"
        "sign -18; deliver -16; feedback -6 fair dissatisfied; verify -2",
        member=43,
    ),
    Tale(
        "our_tourism",
        BETWEEN + "sign_for -45; contact -41 visit; draft -31; review -24; review_pass -21 B;"
        "sign -18; deliver -13; replace -1",
        member=44,
    ),
    Tale(
        "our_reading",
        PLENARY + "sign_for 16; " + ANSWERED + "feedback 43 satisfied satisfied; correct 60",
        member=45,
    ),
    Tale(
        "our_lawyer",
        PLENARY[:-2] + " separate 州民政局; sign_for 15; sign_for 16 州民政局;"
        "contact 20 visit; contact 22 panel 州民政局; draft 28; draft 29 州民政局; review 31;"
        "review 32 州民政局; review_pass 33 A; review_pass 34 A 州民政局; sign 35;"
        "sign 36 州民政局;"
        "deliver 37; deliver 38 州民政局; feedback 42 satisfied satisfied;"
        "feedback 43 satisfied fair 州民政局",
        member=46,
    ),
    Tale("our_grassroots", "submit -8; screen -6; consult -4", member=47),
    Tale("our_anticrime", "submit -9; screen -7; consult -5; agree -3", member=48),
    Tale("our_ethnic", RECENT + "transfer -15; consult -3", member=49),
    Tale("our_jobs", "submit -9; screen -7 decline; decline -5 vague opinion", member=50),
    Tale(
        "our_medicalinsurance",
        "submit 1; screen 2 decline; decline 3 academic reference; consent 7 no",
        member=51,
    ),
    Tale("our_emergency", "submit -12", body=0, contact=True),
    Tale("our_youth", RECENT + "transfer -18; hand_over -12; refer -4", member=53),
)
