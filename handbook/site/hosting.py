"""Files that make common web servers send what the site needs: headers, types and caching."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

#: Sent with every file, beside the Content-Security-Policy.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: Types that a server may not know and a browser insists on.
TYPES = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".bin": "application/octet-stream",
    ".gz": "application/gzip",
    ".br": "application/octet-stream",
}
#: What the build also writes in a smaller copy, with .br or .gz after its name.
SMALLER = {".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
#: The address of a file in here holds a hash of its bytes, so it never changes.
RUNTIME_FOLDER = "runtime"
FOR_EVER = "public, max-age=31536000, immutable"
#: Everything else: keep a copy, but ask each time whether it is still the newest.
ASK_FIRST = "no-cache"


def write_hosting_files(site: Path, csp: str) -> list[Path]:
    """Write the settings for each kind of server into the built site, and say which.

    ``_headers``, ``.htaccess`` and ``web.config`` are read where they stand. ``nginx.conf`` is
    for the server's owner to include.
    """
    headers = {"Content-Security-Policy": csp, **HEADERS}
    written = {
        "_headers": netlify(headers),
        ".htaccess": apache(headers),
        "web.config": iis(headers),
        "nginx.conf": nginx(headers),
    }
    for name, text in written.items():
        (site / name).write_text(text, encoding="utf-8")
    return [site / name for name in written]


def netlify(headers: Mapping[str, str]) -> str:
    """``_headers``, as Netlify, Cloudflare Pages and others read it."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    # These hosts ask first by themselves; a second rule would be added to, not replaced.
    lines += [f"/{RUNTIME_FOLDER}/*", f"  Cache-Control: {FOR_EVER}"]
    for ending, kind in TYPES.items():
        lines += [f"/*{ending}", f"  Content-Type: {kind}"]
    return "\n".join(lines) + "\n"


def nginx(headers: Mapping[str, str]) -> str:
    """A fragment for a ``server`` block."""
    lines = [
        "# Inside the server block that serves this folder:",
        "#     include /path/to/this/nginx.conf;",
        "# The files nginx.conf, web.config, .htaccess and _headers need not be served.",
        "location ~ /(nginx\\.conf|web\\.config|\\.htaccess|_headers)$ { return 404; }",
        "",
    ]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    lines += [
        f'add_header Cache-Control "{ASK_FIRST}" always;',
        "gzip on;",
        "gzip_types text/css text/javascript application/javascript image/svg+xml;",
        "gzip_static on;",
        "error_page 404 /404.html;",
        "",
        "# A location that adds a header of its own inherits none, so all are repeated.",
        f"location ~ /{RUNTIME_FOLDER}/ {{",
        *(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
        f'    add_header Cache-Control "{FOR_EVER}" always;',
        "    types {",
        "        text/javascript js mjs;",
        "        application/wasm wasm;",
        "        application/json json;",
        "        application/zip whl zip;",
        "        application/gzip gz;",
        "    }",
        "    default_type application/octet-stream;",
        "}",
    ]
    return "\n".join(lines) + "\n"


def apache(headers: Mapping[str, str]) -> str:
    """``.htaccess``; needs mod_headers, and mod_rewrite to send the smaller copies."""
    lines = [f"AddType {kind} {ending}" for ending, kind in TYPES.items()]
    # A server that labels .gz as encoded would have the browser open it before the page can.
    lines += ["RemoveEncoding .gz .br"]
    lines += ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in headers.items()]
    lines += [
        f'  Header always set Cache-Control "{ASK_FIRST}"',
        f'  <If "%{{REQUEST_URI}} =~ m#/{RUNTIME_FOLDER}/#">',
        f'    Header always set Cache-Control "{FOR_EVER}"',
        "  </If>",
        "</IfModule>",
        "# Send the copy that was made smaller at build, where the browser can read it.",
        "<IfModule mod_rewrite.c>",
        "  RewriteEngine On",
    ]
    for ending, encoding in (("br", "br"), ("gz", "gzip")):
        lines += [
            f"  RewriteCond %{{HTTP:Accept-Encoding}} {encoding}",
            f"  RewriteCond %{{REQUEST_FILENAME}}\\.{ending} -f",
            f"  RewriteRule ^(.+)\\.(js|json|wasm)$ $1.$2.{ending} [L,E=no-gzip:1]",
        ]
    lines += ["</IfModule>", "<IfModule mod_headers.c>"]
    for ending, encoding in (("br", "br"), ("gz", "gzip")):
        for inner, kind in SMALLER.items():
            lines += [
                f'  <FilesMatch "\\{inner}\\.{ending}$">',
                f"    ForceType {kind}",
                f"    Header set Content-Encoding {encoding}",
                "    Header append Vary Accept-Encoding",
                "  </FilesMatch>",
            ]
    lines += [
        "</IfModule>",
        '<FilesMatch "^(nginx\\.conf|web\\.config|_headers)$">',
        "  Require all denied",
        "</FilesMatch>",
    ]
    return "\n".join(lines) + "\n"


def iis(headers: Mapping[str, str]) -> str:
    """``web.config`` for IIS 10 and later."""
    kinds = "".join(
        f'\n      <remove fileExtension="{ending}"/>'
        f'\n      <mimeMap fileExtension="{ending}" mimeType="{kind}"/>'
        for ending, kind in TYPES.items()
    )
    named = "".join(
        f'\n        <add name="{escape(name)}" value="{escape(value)}"/>'
        for name, value in headers.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.webServer>
    <staticContent>{kinds}
      <clientCache cacheControlMode="DisableCache"/>
    </staticContent>
    <httpProtocol>
      <customHeaders>{named}
      </customHeaders>
    </httpProtocol>
    <security>
      <requestFiltering>
        <hiddenSegments>
          <add segment="nginx.conf"/>
          <add segment="_headers"/>
          <add segment=".htaccess"/>
        </hiddenSegments>
      </requestFiltering>
    </security>
  </system.webServer>
  <location path="{RUNTIME_FOLDER}">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00"/>
      </staticContent>
    </system.webServer>
  </location>
</configuration>
"""


def policy_in(text: str) -> str:
    """The Content-Security-Policy that one of these files sends, for comparing them.

    Raises:
        ValueError: If the file sends none.
    """
    found = re.search(r"default-src &#x27;none&#x27;[^\"\n]*|default-src 'none'[^\"\n]*", text)
    if found is None:
        raise ValueError("no Content-Security-Policy in this file")
    return found[0].replace("&#x27;", "'")
