"""What must not run in a page does not run, and these journeys would notice it."""

from __future__ import annotations

SMUGGLE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.smuggled = true";
  document.body.append(script);
}"""


def test_a_script_smuggled_into_a_page_does_not_run_and_is_noticed(window, member):
    me = window(member).arrives()
    me.page.evaluate(SMUGGLE)
    assert me.page.evaluate("window.smuggled") is None
    assert any("Content Security Policy" in fault for fault in me.faults)
    me.faults.clear()
