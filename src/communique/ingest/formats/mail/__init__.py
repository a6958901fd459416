"""E-mail: one message (.eml) or a mailbox of them (.mbox), with what is attached."""

from communique.ingest.formats.mail.message import read_mail, read_mailbox

__all__ = ["read_mail", "read_mailbox"]
