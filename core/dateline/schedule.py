"""What to install so that the nightly run happens by itself: a systemd timer or a crontab line."""

import re
import shlex
import sys
from pathlib import Path

from dateline.errors import UsageError
from dateline.home import Home

UNITS = """\
# ~/.config/systemd/user/dateline.service
[Unit]
Description=Dateline: crawl, annotate, trace and index {home}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={unit_command}
Nice=10
IOSchedulingClass=idle
SuccessExitStatus=75

# ~/.config/systemd/user/dateline.timer
[Unit]
Description=Dateline every night

[Timer]
OnCalendar=*-*-* {at}:00
RandomizedDelaySec=10m
Persistent=true

[Install]
WantedBy=timers.target

# then:  systemctl --user daemon-reload && systemctl --user enable --now dateline.timer
#        loginctl enable-linger "$USER"      (so that it runs while you are logged out)
"""

CRON = """\
# crontab -e
{minute} {hour} * * * {cron_command} >> {log} 2>&1
"""


def executable() -> str:
    """The `dateline` command of this installation."""
    beside = Path(sys.executable).parent / "dateline"
    return str(beside) if beside.exists() else f"{sys.executable} -m dateline.cli"


def schedule(home: Home, at: str) -> str:
    """Both, ready to install, for a daily run at `at` (HH:MM, local time).  Raises UsageError."""
    time = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    if not time:
        raise UsageError(f"--at {at!r} is no time of day such as 02:30.")
    command = f"{executable()} --home {shlex.quote(str(home.root))} nightly"
    units = UNITS.format(
        home=str(home.root).replace("%", "%%"),
        unit_command=command.replace("%", "%%"),
        at=f"{int(time[1]):02}:{time[2]}",
    )
    cron = CRON.format(
        minute=int(time[2]),
        hour=int(time[1]),
        cron_command=command.replace("%", r"\%"),
        log=shlex.quote(str(home.logs / "nightly.log")).replace("%", r"\%"),
    )
    return f"{units}\n{cron}"
