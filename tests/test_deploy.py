"""The files that are shipped for a proxy and for systemd keep no trace of a young person."""

from __future__ import annotations

import re

import pytest

from voice.settings import ROOT

NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
SETTINGS = re.sub(r"#.*", "", NGINX)


def test_each_server_logs_nothing_unless_told_otherwise() -> None:
    for server in SETTINGS.split("server {")[1:]:
        whole = re.sub(r"location [^{]*\{[^}]*\}", "", server)
        assert "access_log off;" in whole and "error_log /dev/null crit;" in whole


def test_only_signed_in_faces_have_a_log() -> None:
    logging = [
        place for place, inside in re.findall(r"location ([^{]*)\{([^}]*)\}", SETTINGS) if "_log " in inside
    ]
    assert [place.strip() for place in logging] == ["~ ^/(staff|lead|design|admin)(/|$)"]


def test_that_log_names_nobody_and_no_page() -> None:
    line = re.search(r"log_format \w+ '([^']*)'", SETTINGS)
    assert line is not None
    kept = set(re.findall(r"\$\w+", line[1]))
    assert kept <= {"$time_iso8601", "$voice_face", "$request_method", "$status", "$request_time"}


@pytest.mark.parametrize("unit", ["voice-web.service", "voice-worker.service"])
def test_words_reach_no_disk_by_accident(unit: str) -> None:
    text = (ROOT / "deploy" / unit).read_text(encoding="utf-8")
    for line in ("LimitCORE=0", "MemorySwapMax=0", "StandardOutput=null", "LogLevelMax=warning"):
        assert line in text.splitlines()
