"""Sphinx: how the docs site is built. `python scripts/docs_site OUT` lays out the sources and calls it."""

from importlib import import_module

import reportedly

# A user's `import reportedly.check` puts the folder of that name before the function; here the functions are wanted.
for _name, (_module, _attribute) in reportedly._LAZY.items():
    setattr(reportedly, _name, getattr(import_module(_module), _attribute))

project = "reportedly"
version = release = reportedly.__version__
html_title = f"reportedly {version}"
root_doc = "index"
# Pages are what people write and what is generated; the rest of the repository is there for links to lead to.
include_patterns = ["*.md", "docs/*.md", "reference/**.md"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 6  # the anchors that a Git host gives to headings
autodoc_member_order = "bysource"
highlight_language = "none"
default_role = "code"  # docstrings write `load` as Markdown does

# Every reference must lead somewhere. Types of other libraries stand in signatures; their sites are not fetched.
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(Path|pathlib\.|pd\.|duckdb\.).*")]

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_favicon = "_static/icon.svg"
html_css_files = ["site.css"]
html_extra_path = ["../extra"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_permalinks_icon = "#"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "logo": {"text": "reportedly"},
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": [],
    "footer_end": [],
    "show_toc_level": 2,
    "navigation_with_keys": False,
}
