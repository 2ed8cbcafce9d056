"""`croissant.json`: a package as Croissant 1.0 JSON-LD, from its descriptor alone.

A file of the package is a FileObject, the parts of a table are a FileSet, a table is a RecordSet, a column a Field with
its type, description and reference.
The descriptor is all that is needed, so the two cannot tell different stories.

Every foreign key is told in its field's description. As `references` it stands only in tables that no other table
points to: mlcroissant (1.1.1) joins wherever it meets a reference. Where a table both points and is pointed to, it
gives column names for records; where one points to itself, an error. A test loads every record and compares every cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportedly.citing.cite import Author, as_bibtex, read_citation
from reportedly.publish.indented import as_json

CROISSANT = "croissant.json"
CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
# The name that mlcroissant knows Parquet by; the registered application/vnd.apache.parquet it refuses to read (1.1.1).
_PARQUET = "application/x-parquet"
_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# The context that the specification prints; mlcroissant warns of any other.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON-LD of a package. The same descriptor gives the same, to the byte."""
    citation = read_citation(descriptor)
    resources = [entry for entry in descriptor["resources"] if entry.get("format") == "parquet"]
    content = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": citation.title,
        "description": citation.abstract,
        "url": citation.url,
        "license": [entry.get("path") or entry["name"] for entry in descriptor.get("licenses") or []],
        "creator": [_creator(author) for author in citation.authors],
        "publisher": {"@type": "sc:Organization", "name": citation.publisher} if citation.publisher else None,
        "datePublished": citation.issued.isoformat() if citation.issued else None,
        "version": citation.version,
        "keywords": list(citation.keywords),
        "citeAs": as_bibtex(citation),
        "isLiveDataset": False,
        "distribution": [_file(entry) for entry in resources],
        "recordSet": [_record_set(entry, _pointed_to(resources)) for entry in resources],
    }
    return _stated(content)


def as_text(descriptor: Mapping[str, Any]) -> str:
    """The text of `croissant.json`."""
    return as_json(croissant(descriptor)) + "\n"


def _stated(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, [], "")}


def _creator(author: Author) -> dict[str, str]:
    if not author.family:
        return {"@type": "sc:Organization", "name": author.name}
    return _stated({"@type": "sc:Person", "name": author.name, "familyName": author.family, "givenName": author.given})


def _file_id(resource: Mapping[str, Any]) -> str:
    """The file's name: the table's own name is the RecordSet's, and two things may not share one."""
    if _is_divided(resource):
        return f"{resource['name']}-parts"
    return str(resource["path"]).rpartition("/")[2]


def _is_divided(resource: Mapping[str, Any]) -> bool:
    return "parts" in resource


def _file(resource: Mapping[str, Any]) -> dict[str, Any]:
    if _is_divided(resource):
        return _stated(
            {
                "@type": "cr:FileSet",
                "@id": _file_id(resource),
                "name": _file_id(resource),
                "description": resource.get("title"),
                "encodingFormat": _PARQUET,
                "includes": str(resource["parts"][0]["path"]).rpartition("/")[0] + "/*.parquet",
            }
        )
    return _stated(
        {
            "@type": "cr:FileObject",
            "@id": _file_id(resource),
            "name": _file_id(resource),
            "description": resource.get("title"),
            "contentUrl": resource["path"],
            "encodingFormat": _PARQUET,
            "sha256": str(resource["hash"]).removeprefix("sha256:"),
        }
    )


def _references(resource: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Columns that point to a table, with that table and its column. An empty name means the table itself."""
    keys = resource["schema"].get("foreignKeys") or []
    return {
        key["fields"][0]: (key["reference"].get("resource") or resource["name"], key["reference"]["fields"][0])
        for key in keys
    }


def _pointed_to(resources: list[Mapping[str, Any]]) -> set[str]:
    """The tables that another table points to."""
    return {table for entry in resources for table, _ in _references(entry).values() if table != entry["name"]}


def _record_set(resource: Mapping[str, Any], pointed_to: set[str]) -> dict[str, Any]:
    table, schema = resource["name"], resource["schema"]
    key = [{"@id": f"{table}/{column}"} for column in schema.get("primaryKey") or []]
    return _stated(
        {
            "@type": "cr:RecordSet",
            "@id": table,
            "name": table,
            "description": resource.get("description"),
            "key": key[0] if len(key) == 1 else key,
            "field": [_field(resource, field, table not in pointed_to) for field in schema["fields"]],
        }
    )


def _field(resource: Mapping[str, Any], field: Mapping[str, Any], may_refer: bool) -> dict[str, Any]:
    table, column = resource["name"], field["name"]
    target = _references(resource).get(column)
    points = f"Points to {target[0]}.{target[1]}." if target else ""
    refers = target is not None and may_refer and target[0] != table
    return _stated(
        {
            "@type": "cr:Field",
            "@id": f"{table}/{column}",
            "name": column,
            "description": " ".join(part for part in (field.get("description"), points) if part),
            "dataType": _TYPES[field["type"]],
            "source": {
                "fileSet" if _is_divided(resource) else "fileObject": {"@id": _file_id(resource)},
                "extract": {"column": column},
            },
            "references": {"field": {"@id": "/".join(target)}} if target and refers else None,
        }
    )
