"""What an empty POST answers: 422 is "you may, but fill in the form"."""

from __future__ import annotations

from tests.permissions.people import (
    ABROAD,
    COMMITTEES,
    DICTIONARIES,
    DISPATCHERS,
    OFFICES,
    OPEN,
    RAISERS,
    REGISTRARS,
    SENDERS,
    UNITS,
    everybody,
    only,
)

NOBODY = everybody(405) | {"anonymous": 405, "stranger": 405}  # it is only read
PRESSES = {
    **dict.fromkeys(("api:obligation-list", "api:obligation-detail"), NOBODY),
    **dict.fromkeys(("api:calendar-year", "api:registers"), NOBODY),
    "documents:results": only("office director", 400, otherwise=404),
    "documents:list": only(f"{DISPATCHERS} {UNITS}", 400, otherwise=403),
    "documents:year": only(COMMITTEES, 400, otherwise=403),
    "documents:compilations": only(COMMITTEES, 422, otherwise=403),
    "documents:template": only(DICTIONARIES, 422, otherwise=403),
    "documents:template_drop": only(DICTIONARIES, 302, otherwise=403),
    **dict.fromkeys(("api:schema", "api:docs"), everybody(405) | {"anonymous": 401}),
    "api:changes": NOBODY,
    "api:follow-up-visit-list": NOBODY,
    "api:import": NOBODY,
    # without a key nothing is looked at; who may what is tried by tests/api/test_client_rights.py
    **dict.fromkeys(
        (
            *("api:proposal-act", "api:assignments-act", "api:contacts-act"),
            *("api:commitments-act", "api:consulted-act", "api:referrals-act"),
            "api:regradings-act",
            *("api:meeting-act", "api:offline-act", "api:topic-act", "api:venue-act"),
            *("api:gathering-act", "api:village-act", "api:opinion-act", "api:opinion-part-act"),
            *("api:consultation-act", "api:consultation-part-act", "api:bulk"),
            *("api:proposal-list", "api:consultation-list", "api:gathering-list"),
            *("api:village-list", "api:opinion-list", "api:topic-births", "api:venue-births"),
            *("api:warning-act", "api:key-proposal-act", "api:key-proposal-part-act"),
            *("api:key-list-act", "api:key-list-part-act", "api:warning-list", "api:key-list-list"),
            "api:exports",
            *("api:follow-up-list", "api:meeting-list", "api:offline-list", "api:campaign-list"),
            *("api:follow-up-act", "api:follow-up-visit-act", "api:campaign-act"),
            *("api:posting-births", "api:guidance-births", "api:combined-opinion-births"),
            *("api:posting-act", "api:guidance-act", "api:imports", "api:import-confirm"),
        ),
        everybody(400) | {"anonymous": 401},
    ),
    "api:token": everybody(400) | {"anonymous": 400, "stranger": 400},
    "clients:new": only("secadmin", 422, otherwise=403),
    "clients:act": only("secadmin", 404, otherwise=403),
    **dict.fromkeys(
        ("webhooks:new", "webhooks:act", "webhooks:again"), only("secadmin", 404, otherwise=403)
    ),
    "login": everybody(302) | OPEN | {"stranger": 302},
    "password_change": everybody(422) | {"stranger": 422},
    "members:switch_seat": everybody(404) | {"stranger": 404},
    "calendar_feed": everybody(302),
    **dict.fromkeys(("lists:views", "jobs:list", "jobs:job", "jobs:file"), everybody(405)),
    **dict.fromkeys(("lists:save", "lists:sheet"), everybody(422)),
    **dict.fromkeys(("lists:change", "lists:open", "lists:drop"), everybody(404)),
    "lists:columns": everybody(302),
    "notices:list": everybody(302),
    "notices:unread": everybody(405),
    "notices:choices": everybody(422),
    "notices:dead": only(SENDERS, 302, otherwise=403),
    "notices:new_gateway": only("sysadmin", 422, otherwise=403),
    **dict.fromkeys(
        ("notices:gateway", "notices:switch", "notices:try"),
        only("sysadmin", 404, otherwise=403),
    ),
    **dict.fromkeys(("reminding_hours", "reminding_edit"), only("secadmin", 422, otherwise=403)),
    "reminding_drop": only("secadmin", 302, otherwise=403),
    **dict.fromkeys(
        ("proposals:list", "proposals:compare", "proposals:draft_similar"), everybody(405)
    ),
    "proposals:new_draft": only(OFFICES, 422, otherwise=403)
    | dict.fromkeys(("member", "other_member", "foreign_member"), 302),
    "proposals:word": only(f"{OFFICES} member other_member foreign_member", 422, otherwise=403),
    "proposals:draft": only("member", 422, otherwise=404),
    "proposals:autosave": only("member", 422, otherwise=404),
    "proposals:cosigners": only("member", 422, otherwise=404),
    "proposals:invitation": only("member other_member", 302, otherwise=404),
    "proposals:many": only(OFFICES, 422, otherwise=403),
    "proposals:publish": only("director", 422, otherwise=403) | dict.fromkeys(ABROAD, 404),
    "proposals:closing": only("director foreign_director", 422, otherwise=403),
    "proposals:numbering": only(OFFICES, 302, otherwise=403),
    "proposals:convene": only(OFFICES, 422, otherwise=403),
    "proposals:agenda": only("director", 422, otherwise=403) | dict.fromkeys(ABROAD[:2], 404),
    "proposals:as_recommended": only("director", 302, otherwise=403) | {"foreign_director": 404},
    "proposals:new_follow_up": only(OFFICES, 422, otherwise=403),
    **dict.fromkeys(("proposals:follow_up_act", "proposals:visit_act"), everybody(404)),
    **dict.fromkeys(("documents:follow_up", "documents:keys"), everybody(404)),
    "proposals:yearly_sheet": only(f"{COMMITTEES} {DISPATCHERS} {UNITS}", 400, otherwise=403),
    "proposals:offline": only(OFFICES, 422, otherwise=403),
    **dict.fromkeys(("keys:list", "keys:detail", "keys:key_list"), everybody(405)),
    **dict.fromkeys(("documents:warning", "keys:warnings", "keys:warning"), everybody(405)),
    "keys:warnings": only(f"{COMMITTEES} {DISPATCHERS} {UNITS}", 405, otherwise=403),
    "keys:leaders": only(COMMITTEES, 405, otherwise=403),
    "keys:new_warning": only("office director", 422, otherwise=403)
    | dict.fromkeys(("foreign_office", "foreign_director"), 404),
    "keys:warning_act": everybody(404),
    "keys:new_list": only(OFFICES, 422, otherwise=403),
    **dict.fromkeys(
        ("keys:act", "keys:part_act", "keys:list_act", "keys:list_part_act"), everybody(404)
    ),
    "opinions:list": everybody(405),
    "opinions:new_draft": only(OFFICES, 422, otherwise=403)
    | dict.fromkeys(("member", "other_member", "foreign_member"), 302),
    "opinions:combine": only(OFFICES, 422, otherwise=403),
    "opinions:turn": only("office", 422, otherwise=403) | {"foreign_office": 404},
    **dict.fromkeys(
        ("opinions:draft", "opinions:autosave", "opinions:act", "opinions:part_act"),
        everybody(404),
    ),
    "consultations:list": everybody(405),
    "consultations:ahead": everybody(422),
    "consultations:plan": only(OFFICES, 422, otherwise=403),
    "consultations:new_topic": only(RAISERS, 422, otherwise=403),
    "consultations:new_venue": only(OFFICES, 422, otherwise=403),
    "consultations:new_campaign": only(DICTIONARIES, 422, otherwise=403),
    **{
        f"consultations:new_{one}": only(OFFICES, 422, otherwise=403)
        for one in ("posting", "guidance", "gathering", "village")
    },
    **dict.fromkeys(
        ("consultations:board_sheet", "consultations:yearly_sheet"),
        only(COMMITTEES, 400, otherwise=403),
    ),
    **dict.fromkeys(
        (
            *("consultations:act", "consultations:topic_act", "consultations:part_act"),
            *("consultations:venue_act", "consultations:campaign_act"),
            *("consultations:posting_act", "consultations:guidance_act"),
            *("consultations:gathering_act", "consultations:village_act"),
        ),
        everybody(404),
    ),
    **dict.fromkeys(
        ("villagers:wish", "villagers:sign_in", "villagers:rating"),
        everybody(404) | {"anonymous": 404, "stranger": 404},
    ),
    "villagers:receipt": everybody(405) | {"anonymous": 405, "stranger": 405},
    "people:new": only(REGISTRARS, 422, otherwise=403),
    "people:give": only("office secadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:edit": only("office sysadmin secadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:close": only("office sysadmin secadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:end": only("office secadmin", 422, otherwise=403) | {"foreign_office": 404},
    "people:hand_on": only("office secadmin", 422, otherwise=403) | {"foreign_office": 404},
    **{f"workdays:{page}": only("sysadmin", 422, otherwise=403) for page in ("notice", "day")},
    **{
        f"workdays:{page}": only("sysadmin", 302, otherwise=403) for page in ("publish", "drop_day")
    },
    "workdays:local": only(DICTIONARIES, 422, otherwise=403),
    "workdays:drop_local": only(DICTIONARIES, 302, otherwise=403),
    "limits:edit": only("secadmin", 422, otherwise=403),
    **{f"limits:{page}": only("secadmin", 302, otherwise=403) for page in ("give_up", "take_over")},
    "dictionary_add": only(DICTIONARIES, 422, otherwise=403),
    "dictionary_copy": only(DICTIONARIES, 422, otherwise=403),
    "dictionary_adopt": only(DICTIONARIES, 422, otherwise=403),
    "dictionary_edit": only("office secadmin", 422, otherwise=403) | {"foreign_office": 404},
    **{f"registers:new_{kind}": only(REGISTRARS, 422, otherwise=403) for kind in ("unit", "body")},
    **{
        f"registers:{kind}_act": only("office sysadmin secadmin", 422, otherwise=403)
        | {"foreign_office": 404}
        for kind in ("unit", "member", "body")
    },
    "proposals:handing": only(DISPATCHERS, 422, otherwise=403),
    "import_members": only(OFFICES, 422, otherwise=403),
    "import_units": only(OFFICES, 422, otherwise=403),
    "import_proposals": only(OFFICES, 422, otherwise=403),
    "import_members_preview": only(OFFICES, 302, otherwise=403),
    "import_units_preview": only(OFFICES, 302, otherwise=403),
    **{
        f"import_proposals_{page}": only(OFFICES, 302, otherwise=403)
        for page in ("preview", "columns")
    },
    "import_proposals_rows": only(OFFICES, 405, otherwise=403),
}
