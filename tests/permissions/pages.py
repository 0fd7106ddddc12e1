"""What a GET answers, at every address, to everybody."""

from __future__ import annotations

from tests.permissions.people import (
    ABROAD,
    COMMITTEES,
    CONCERNED,
    DICTIONARIES,
    DISPATCHERS,
    MEMBERS,
    OFFICES,
    OPEN,
    RAISERS,
    REGISTRARS,
    SEATED,
    SENDERS,
    UNITS,
    WRITERS,
    everybody,
    only,
)

SYSTEMS = {"anonymous": 401}  # who asks through the API is told, never led to the sign-in
PAGES = {
    "api:obligation-list": everybody() | SYSTEMS,
    "api:obligation-detail": only(CONCERNED, otherwise=404) | SYSTEMS,
    **dict.fromkeys(("api:calendar-year", "api:registers"), everybody() | SYSTEMS),
    "api:problem": everybody() | OPEN,
    **dict.fromkeys(("api:schema", "api:docs"), everybody() | SYSTEMS),
    **dict.fromkeys(
        (
            *("api:proposal-list", "api:assignment-list", "api:reply-list"),
            *("api:commitment-list", "api:consultation-list", "api:task-list"),
            *("api:gathering-list", "api:village-list", "api:opinion-list"),
            *("api:warning-list", "api:key-proposal-list", "api:key-list-list"),
            *("api:follow-up-list", "api:follow-up-visit-list", "api:meeting-list"),
            *("api:offline-list", "api:campaign-list"),
        ),
        everybody() | SYSTEMS,
    ),
    **dict.fromkeys(
        ("api:proposal-detail", "api:assignment-detail"), only(CONCERNED, otherwise=404) | SYSTEMS
    ),
    **dict.fromkeys(
        (
            *("api:reply-detail", "api:commitment-detail"),
            *("api:consultation-detail", "api:task-detail"),
            *("api:gathering-detail", "api:village-detail", "api:opinion-detail"),
            *("api:warning-detail", "api:key-proposal-detail", "api:key-list-detail"),
            *("api:follow-up-detail", "api:follow-up-visit-detail", "api:campaign-detail"),
        ),
        everybody(404) | SYSTEMS,
    ),
    **dict.fromkeys(
        ("api:meeting-detail", "api:offline-detail"),
        only("office director", otherwise=404) | SYSTEMS,
    ),
    "api:changes": everybody(403) | SYSTEMS,  # for clients only
    **dict.fromkeys(
        (
            *("api:bulk", "api:exports", "api:topic-births", "api:venue-births"),
            *("api:imports", "api:import-confirm"),
            *("api:posting-births", "api:guidance-births", "api:combined-opinion-births"),
        ),
        everybody(405) | {"anonymous": 405, "stranger": 405},
    ),
    **dict.fromkeys(("api:export", "api:export-file", "api:import"), everybody(404) | SYSTEMS),
    "api:token": everybody(405) | {"anonymous": 405, "stranger": 405},
    "clients:list": only("secadmin auditor", otherwise=403),
    "clients:calls": only("secadmin auditor", otherwise=403),
    "clients:client": only("secadmin auditor", 404, otherwise=403),
    "clients:new": only("secadmin", otherwise=403),
    "clients:act": only("secadmin", 404, otherwise=403),
    "webhooks:page": only("secadmin auditor", 404, otherwise=403),
    **dict.fromkeys(("webhooks:new", "webhooks:act"), only("secadmin", 404, otherwise=403)),
    "webhooks:again": only("secadmin", 405, otherwise=403),
    "home": everybody(),
    "login": everybody(302) | OPEN | {"stranger": 302},
    "logout": everybody(405) | {"anonymous": 405, "stranger": 405},
    "password_change": everybody() | {"stranger": 200},
    **dict.fromkeys(("display", "help", "help_index"), everybody() | OPEN),
    "components": only("sysadmin", otherwise=403),
    "healthz": everybody() | OPEN,
    "readyz": dict.fromkeys((*SEATED, "anonymous", "stranger"), 503),  # no worker runs in tests
    "members:switch_seat": everybody(405) | {"stranger": 405},
    "notices:list": everybody(),
    "notices:unread": everybody(),
    "notices:open": only("director", 302, otherwise=404),
    "notices:choices": everybody(),
    "notices:dead": only(SENDERS, otherwise=403),
    **dict.fromkeys(("notices:gateways", "notices:new_gateway"), only("sysadmin", otherwise=403)),
    **dict.fromkeys(("notices:gateway", "notices:try"), only("sysadmin", 404, otherwise=403)),
    "notices:switch": only("sysadmin", 405, otherwise=403),
    **dict.fromkeys(
        ("reminding", "reminding_hours", "reminding_edit"), only("secadmin", otherwise=403)
    ),
    "reminding_drop": only("secadmin", 405, otherwise=403),
    **dict.fromkeys(("lists:views", "lists:save", "lists:sheet", "lists:columns"), everybody()),
    "lists:change": everybody(404),
    **dict.fromkeys(("lists:open", "lists:drop"), everybody(405)),
    "jobs:list": everybody(),
    **dict.fromkeys(("jobs:job", "jobs:file"), everybody(404)),
    "proposals:list": everybody(),
    "proposals:drafts": everybody(),
    **dict.fromkeys(("proposals:new_draft", "proposals:word"), only(WRITERS, otherwise=403)),
    "proposals:draft": only("member", otherwise=404),
    "proposals:draft_similar": only("member", otherwise=404),
    "proposals:autosave": everybody(302),
    "proposals:cosigners": only("member", otherwise=404),
    "proposals:invitations": everybody(),
    "proposals:invitation": only("member other_member", otherwise=404),
    "proposals:file": only("member other_member", otherwise=404),
    "proposals:plenary": only(COMMITTEES, otherwise=403),
    "proposals:many": only(OFFICES, otherwise=403),
    "proposals:queue": only(OFFICES, 302, otherwise=403),
    "proposals:closing": only(COMMITTEES, otherwise=403),
    "proposals:numbering": only(OFFICES, otherwise=403),
    "proposals:meetings": only(COMMITTEES, otherwise=403),
    "proposals:convene": only(OFFICES, otherwise=403),
    **dict.fromkeys(
        ("proposals:meeting", "proposals:agenda", "proposals:results"),
        only("office director", otherwise=403) | {"foreign_office": 404, "foreign_director": 404},
    ),
    "proposals:as_recommended": only("director", 302, otherwise=403) | {"foreign_director": 404},
    "proposals:detail": only(CONCERNED, otherwise=404),
    "proposals:compare": only(CONCERNED, 403, otherwise=404) | {"office": 200, "director": 200},
    "proposals:ledger": everybody(),
    "proposals:report": only(COMMITTEES, otherwise=403),
    "proposals:publish": only("director", otherwise=403) | dict.fromkeys(ABROAD, 404),
    "proposals:offline": only(OFFICES, otherwise=403),
    "proposals:offline_matter": only("office director", otherwise=403)
    | {"foreign_office": 404, "foreign_director": 404},
    "keys:list": everybody(),
    "keys:warnings": only(f"{COMMITTEES} {DISPATCHERS} {UNITS}", otherwise=403),
    "keys:leaders": only(COMMITTEES, otherwise=403),
    "keys:new_warning": only("office director", otherwise=403)
    | dict.fromkeys(("foreign_office", "foreign_director"), 404),
    **dict.fromkeys(("keys:warning", "keys:warning_act", "documents:warning"), everybody(404)),
    "keys:new_list": only(OFFICES, otherwise=403),
    **dict.fromkeys(
        (
            *("keys:detail", "keys:act", "keys:part_act"),
            *("keys:key_list", "keys:list_act", "keys:list_part_act"),
        ),
        everybody(404),
    ),
    "opinions:list": everybody(),
    "opinions:drafts": only(WRITERS, otherwise=403),
    "opinions:new_draft": only(WRITERS, otherwise=403),
    "opinions:figures": only(COMMITTEES, otherwise=403),
    "opinions:combine": only(OFFICES, otherwise=403),
    "opinions:autosave": everybody(302),
    "opinions:turn": only("office", 302, otherwise=403) | {"foreign_office": 404},
    # what lies behind these is tried by tests/opinions/test_permissions.py
    **dict.fromkeys(
        ("opinions:draft", "opinions:detail", "opinions:act", "opinions:part_act"), everybody(404)
    ),
    "consultations:list": everybody(),
    "consultations:topics": everybody(),
    "consultations:ahead": everybody(405),
    "consultations:plan": only(OFFICES, otherwise=403),
    "consultations:new_topic": only(RAISERS, otherwise=403),
    "consultations:venues": only(COMMITTEES, otherwise=403),
    "consultations:new_venue": only(OFFICES, otherwise=403),
    **dict.fromkeys(
        ("consultations:board", "consultations:yearly"), only(COMMITTEES, otherwise=403)
    ),
    "consultations:board_list": only(COMMITTEES, 404, otherwise=403),  # of no figure
    **dict.fromkeys(
        ("consultations:board_sheet", "consultations:yearly_sheet"),
        only(COMMITTEES, 405, otherwise=403),
    ),
    **dict.fromkeys(
        ("consultations:postings", "consultations:guidance"),
        everybody() | dict.fromkeys(("sysadmin", "secadmin", "auditor"), 403),
    ),
    **dict.fromkeys(
        ("consultations:gatherings", "consultations:villages"), only(COMMITTEES, otherwise=403)
    ),
    **{
        f"consultations:new_{one}": only(OFFICES, otherwise=403)
        for one in ("posting", "guidance", "gathering", "village")
    },
    "consultations:campaigns": only(f"{COMMITTEES} secadmin", otherwise=403),
    "consultations:new_campaign": only(DICTIONARIES, otherwise=403),
    # what lies behind these is tried by tests/consultations/test_permissions.py
    **dict.fromkeys(
        (
            *("consultations:detail", "consultations:topic", "consultations:file"),
            *("consultations:act", "consultations:topic_act", "consultations:part_act"),
            *("consultations:venue_act", "consultations:code", "consultations:campaign_act"),
            *("consultations:posting_act", "consultations:guidance_act"),
            *("consultations:gathering", "consultations:gathering_act"),
            *("consultations:village", "consultations:village_act"),
        ),
        everybody(404),
    ),
    "consultations:poster": only(COMMITTEES, 404, otherwise=403),
    **dict.fromkeys(  # no such place, no such code
        ("villagers:wish", "villagers:sign_in", "villagers:rating"),
        everybody(404) | {"anonymous": 404, "stranger": 404},
    ),
    "villagers:receipt": everybody() | OPEN,
    "audit:list": only("auditor", otherwise=403),
    "people:list": only(REGISTRARS, otherwise=403),
    "people:new": only(REGISTRARS, otherwise=403),
    "people:person": only(REGISTRARS, otherwise=403) | {"foreign_office": 404},
    "people:give": only("office secadmin", otherwise=403) | {"foreign_office": 404},
    **dict.fromkeys(
        ("people:edit", "people:reset", "people:close", "people:reopen"),
        only("office sysadmin secadmin", otherwise=403) | {"foreign_office": 404},
    ),
    "people:end": only("office secadmin", otherwise=403) | {"foreign_office": 404},
    "people:hand_on": only("office secadmin", otherwise=403) | {"foreign_office": 404},
    "dictionary": only(DICTIONARIES, otherwise=403),
    "workdays:this_year": everybody(302),
    "workdays:year": everybody(),
    **{f"workdays:{page}": only("sysadmin", otherwise=403) for page in ("notice", "day")},
    **{
        f"workdays:{page}": only("sysadmin", 302, otherwise=403) for page in ("publish", "drop_day")
    },
    "workdays:local": only(DICTIONARIES, otherwise=403),
    "workdays:drop_local": only(DICTIONARIES, 302, otherwise=403),
    "limits:list": only(f"{COMMITTEES} secadmin", otherwise=403),
    **{f"limits:{page}": only("secadmin", otherwise=403) for page in ("edit", "take_over")},
    "limits:give_up": only("secadmin", 404, otherwise=403),
    "dictionary_add": only(DICTIONARIES, otherwise=403),
    "dictionary_copy": only(DICTIONARIES, otherwise=403),
    "dictionary_adopt": only(DICTIONARIES, otherwise=403),
    "dictionary_edit": only("office secadmin", otherwise=403) | {"foreign_office": 404},
    **dict.fromkeys(
        ("dictionary_retire", "dictionary_restore"), only(DICTIONARIES, 405, otherwise=403)
    ),
    **{
        f"registers:{kind}": only(REGISTRARS, otherwise=403)
        for kind in ("units", "members", "bodies")
    },
    **{f"registers:new_{kind}": only(REGISTRARS, otherwise=403) for kind in ("unit", "body")},
    **{
        f"registers:{kind}_act": only("office sysadmin secadmin", otherwise=403)
        | {"foreign_office": 404}
        for kind in ("unit", "member", "body")
    },
    **dict.fromkeys(
        (
            *("proposals:board", "proposals:board_list", "proposals:board_sheet"),
            *("proposals:ledger_rates", "proposals:yearly", "proposals:yearly_list"),
        ),
        only(f"{COMMITTEES} {DISPATCHERS} {UNITS}", otherwise=403),
    ),
    "proposals:yearly_members": only(COMMITTEES, otherwise=403),
    "proposals:follow_ups": only(f"{COMMITTEES} {MEMBERS}", otherwise=403),
    "proposals:new_follow_up": only(OFFICES, otherwise=403),
    "proposals:follow_up": only(f"{COMMITTEES} {MEMBERS}", 404, otherwise=403),
    # what lies behind these is tried by tests/proposals/test_follow_up.py
    **dict.fromkeys(("proposals:follow_up_act", "proposals:visit_act"), everybody(404)),
    **dict.fromkeys(("documents:follow_up", "documents:keys"), everybody(405)),
    "proposals:yearly_sheet": only(f"{COMMITTEES} {DISPATCHERS} {UNITS}", 405, otherwise=403),
    "documents:case": only(CONCERNED, otherwise=404),
    "documents:share": everybody(404) | {"member": 403},
    **dict.fromkeys(("documents:list", "documents:results", "documents:year"), everybody(405)),
    "documents:compilations": only(COMMITTEES, otherwise=403),
    "documents:compilation_file": only(COMMITTEES, 404, otherwise=403),
    "documents:templates": only(DICTIONARIES, otherwise=403),
    **{
        f"documents:{page}": only(DICTIONARIES, otherwise=403)
        for page in ("template", "template_file", "template_try")
    },
    "documents:template_drop": only(DICTIONARIES, 405, otherwise=403),
    "calendar": everybody(),
    "calendar_feed": everybody(),
    "calendar_ics": everybody(404) | {"anonymous": 404, "stranger": 404},  # without the key
    "proposals:handing": only(DISPATCHERS, otherwise=403),
    "proposals:handing_list": only(DISPATCHERS, otherwise=403),
    "import_members": only(OFFICES, otherwise=403),
    "import_members_template": only(OFFICES, otherwise=403),
    "import_members_preview": only(OFFICES, 302, otherwise=403),
    "import_units": only(OFFICES, otherwise=403),
    "import_units_template": only(OFFICES, otherwise=403),
    "import_units_preview": only(OFFICES, 302, otherwise=403),
    "import_proposals": only(OFFICES, otherwise=403),
    "import_proposals_template": only(OFFICES, otherwise=403),
    **{
        f"import_proposals_{page}": only(OFFICES, 302, otherwise=403)
        for page in ("preview", "columns", "rows")
    },
}
