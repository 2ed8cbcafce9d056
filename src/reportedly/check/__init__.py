"""Tables against the standard: pandera for each table, SQL rules between them, text anchors."""

from reportedly.check.tables import CheckResult, check_tables

__all__ = ["CheckResult", "check_tables"]
