"""A build after a change in some articles: only they are read, checked and written; what it cannot prove it leaves."""

from reportedly.rebuild.after import Whole, leave_record
from reportedly.rebuild.changes import Scan
from reportedly.rebuild.run import Rebuilt, rebuild

__all__ = ["Rebuilt", "Scan", "Whole", "leave_record", "rebuild"]
