"""Write `ftm_model.json`: what FollowTheMoney's own model says of the schemata we use. Needs `pip install followthemoney`.

usage: python -m tests.export.ftm_snapshot      (the library needs ICU to be compiled, so the tests do not depend on it)
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

PLACE = Path(__file__).with_name("ftm_model.json")
USED = ("Article", "Person", "Organization", "PublicBody", "Address", "Event", "Note", "Mention")


def main() -> None:
    from followthemoney import model

    schemata = {}
    for name in USED:
        schema = model.get(name)
        schemata[name] = {
            "required": sorted(schema.required),
            "is": sorted(s.name for s in schema.schemata),
            "properties": {
                key: {"type": prop.type.name, "range": prop.range.name if prop.range else None}
                for key, prop in sorted(schema.properties.items())
                if not prop.stub
            },
        }
    value = {"followthemoney": version("followthemoney"), "schemata": schemata}
    PLACE.write_text(json.dumps(value, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
