"""What the seeds say of a dataset and its articles, held against what a descriptor may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from reportedly.check.profile import profile_findings
from reportedly.errors import Finding, Where
from reportedly.publish.descriptor import descriptor, sources_of
from reportedly.standard import Standard

PACKAGE_FILE = "seeds/package.yaml"


def unfit_words(package: Mapping[str, Any], articles: pa.Table, standard: Standard) -> list[Finding]:
    """What no descriptor may say.

    Args:
        package: what `seeds/package.yaml` says of the dataset.
        articles: the table of articles, or some of its rows: each is judged by itself.
        standard: the standard.
    """
    content = descriptor(package, {}, sources_of(articles), standard)
    found = [one for one in profile_findings(content, standard) if not (one.column or "").startswith("$.resources")]
    return [
        one if (one.column or "").startswith("$.sources") else replace(one, where=Where(PACKAGE_FILE, 1))
        for one in found
    ]
