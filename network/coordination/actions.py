"""Words for what the audit record holds as codes: actions, the kinds of what they were done to, and who is no person."""

from __future__ import annotations

from network.core.i18n import lazy_gettext as _l

ACTIONS = {
    "accounts.add_passkey": _l("Added a passkey"),
    "accounts.ask_address": _l("Asked to change the e-mail"),
    "accounts.ask_link": _l("Asked for a link to sign in"),
    "accounts.ask_reset": _l("Asked for a new password"),
    "accounts.deactivate": _l("Shut a person out"),
    "accounts.drop_second_factor": _l("Switched off the second step of signing in"),
    "accounts.end_coordinator": _l("Took away the role of coordinator"),
    "accounts.end_sessions": _l("Signed a person out everywhere"),
    "accounts.end_system_administrator": _l("Took away the role of system administrator"),
    "accounts.forget_second_factor": _l("Forgot a lost phone"),
    "accounts.make_coordinator": _l("Gave the role of coordinator"),
    "accounts.make_system_administrator": _l("Gave the role of system administrator"),
    "accounts.new_recovery_codes": _l("Made new recovery codes"),
    "accounts.reactivate": _l("Let a person in again"),
    "accounts.remove_member": _l("Took a person out of an organization"),
    "accounts.remove_passkey": _l("Removed a passkey"),
    "accounts.set_address": _l("Changed the e-mail"),
    "accounts.set_password": _l("Set a new password"),
    "accounts.set_role": _l("Gave a role in an organization"),
    "accounts.set_second_factor": _l("Switched on the second step of signing in"),
    "accounts.sign_in": _l("Signed in to the site"),
    "accounts.sign_in_failed": _l("Could not sign in"),
    "accounts.sign_out": _l("Signed out of the site"),
    "accounts.use_recovery_code": _l("Used a recovery code"),
    "application.accepted": _l("Accepted an application"),
    "application.answered": _l("Answered a question about an application"),
    "application.asked": _l("Asked an applicant"),
    "application.received": _l("Sent an application"),
    "application.refused": _l("Refused an application"),
    "applications.forget": _l("Erased old applications"),
    "change.corrected": _l("Corrected a change"),
    "change.proposed": _l("Proposed a change"),
    "change.published": _l("Published a change"),
    "change.sent_back": _l("Sent a change back"),
    "change.withdrawn": _l("Gave a change up"),
    "confidential.viewed": _l("Looked at a confidential place"),
    "demo.accounts": _l("Loaded example accounts"),
    "demo.load": _l("Loaded example data"),
    "feedback.reported": _l("Reported a mistake"),
    "feedback.settled": _l("Answered a report"),
    "founding.load": _l("Loaded the first data"),
    "freshness.call_missed": _l("Called, nobody answered"),
    "freshness.change_asked": _l("Asked for a change from a reminder"),
    "freshness.change_proposed": _l("Proposed a change from a reminder"),
    "freshness.confirmed": _l("Confirmed the details"),
    "organization.not_trusted": _l("Ended the trust in an organization"),
    "organization.taken_back": _l("Took an organization back"),
    "organization.trusted": _l("Trusted an organization"),
    "record.removed": _l("Took a record out"),
    "stop.day_changed": _l("Said that a team is late or not coming"),
    "urgent.verify": _l("Checked an urgent number"),
}
"""An action that stands here under no word is shown as its code."""

SUBJECTS = {
    "application": _l("Application"),
    "change": _l("One change"),
    "location": _l("Location"),
    "mobile_team": _l("Mobile team"),
    "organization": _l("Organization"),
    "result": _l("Result"),
    "service": _l("Service"),
    "stop": _l("Stop"),
    "user": _l("Person"),
}

ACTORS = {"command": _l("a command on the server"), "link": _l("by the link of a mail")}
