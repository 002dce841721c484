"""Safe from the first day: what Scrapy would do otherwise."""

import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from scrapy.settings import Settings

from kirtag import __version__
from kirtag.archive import Archive
from kirtag.demo import Newsroom, serve
from tests.builders import CHECKOUT, answer, crawl, started, wait_until
from tests.faults.matrix import figure

WANTED = {
    "REMOTE_CONTROL_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_HANDLERS": {"file": None, "ftp": None, "s3": None, "data": None},
    "COOKIES_ENABLED": False,
    "DOWNLOAD_MAXSIZE": 10 * 1024 * 1024,
    "DOWNLOAD_TIMEOUT": 30,
    "REDIRECT_MAX_TIMES": 5,
    "METAREFRESH_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 1.0,
    "REFERRER_POLICY": "same-origin",
    "LOG_LEVEL": "INFO",
}
ROW = pytest.mark.row("T-29", "listening sockets, certificates, unsafe defaults")
BOUNDS = ("DEPTH_LIMIT", "CLOSESPIDER_TIMEOUT", "CLOSESPIDER_ERRORCOUNT", "MEMUSAGE_LIMIT_MB")


@pytest.fixture(scope="module")
def settings():
    found = Settings()
    found.setmodule("kirtag.settings", priority="project")
    return found


@ROW
@pytest.mark.parametrize("name", WANTED)
def test_a_default_of_scrapys_that_is_not_safe_is_changed(settings, name):
    value = settings[name]
    assert (dict(value) if name == "DOWNLOAD_HANDLERS" else value) == WANTED[name]


@pytest.mark.parametrize("name", BOUNDS)
def test_a_run_is_bounded(settings, name):
    assert settings.getint(name) > 0


@ROW
def test_a_running_crawl_listens_on_no_port(tmp_path, request):
    with serve(Newsroom()) as server, started(crawl(server.address, tmp_path, DOWNLOAD_DELAY=1)) as process:
        wait_until(lambda: "/rss.xml" in server.requests)
        opened = {link.readlink().name for link in Path(f"/proc/{process.pid}/fd").iterdir()}
        tables = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
        listening = {f"socket:[{row.split()[9]}]" for table in tables for row in table if row.split()[3] == "0A"}
    assert any(name.startswith("socket:") for name in opened)
    figure(request, f"{len(opened & listening)} listening sockets in a crawl")
    assert opened & listening == set()


# A process that has held 600 MB runs the command that it is given.
LARGE = "import subprocess, sys; bytearray(600_000_000); sys.exit(subprocess.run(sys.argv[1:]).returncode)"


def test_a_crawl_that_a_large_process_starts_has_all_of_its_own_memory(tmp_path):
    with serve(Newsroom()) as server:
        done = answer([sys.executable, "-c", LARGE, *crawl(server.address, tmp_path)])
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (0, [])


def test_a_crawl_ends_when_it_has_taken_more_memory_than_it_may(tmp_path):
    with serve(Newsroom()) as server:
        done = answer(crawl(server.address, tmp_path, MEMUSAGE_LIMIT_MB=20))
    assert done.returncode == 6
    assert "the run was stopped first (memusage_exceeded)" in done.stderr


# Python's own word for every socket that a process makes, told where its errors go.
WATCHED = """
import sys
sys.addaudithook(lambda event, _: event == "socket.__new__" and print(event, file=sys.stderr))
"""


@ROW
@pytest.mark.parametrize("words", [["verify", "--read-data"], ["status"]], ids=" ".join)
def test_what_reads_the_archive_opens_no_socket(tmp_path, words, request):
    Archive(tmp_path / "archive").close()
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    command = [sys.executable, "-m", "scrapy", *words, "-s", f"ARCHIVE={tmp_path / 'archive'}"]
    done = answer(command, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    figure(request, f"none opened by {words[0]}")


@ROW
def test_a_socket_would_have_been_told(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    done = answer([sys.executable, "-c", "import socket; socket.socket().close()"], PYTHONPATH=str(tmp_path))
    assert done.stderr == "socket.__new__\n"


@ROW
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path, request):
    with listening(self_signed(tmp_path)) as (port, names):
        done = answer(crawl(f"https://127.0.0.1:{port}", tmp_path / "archive", RETRY_TIMES=0))
    assert done.returncode == 6
    assert "certificate verify failed" in done.stderr
    assert names == []
    figure(request, f"self-signed: exit {done.returncode}")


@pytest.mark.parametrize(
    ("contact", "name"),
    [("", f"kirtag/{__version__} (news archive)"), ("a@b.kg", f"kirtag/{__version__} (news archive; +a@b.kg)")],
)
def test_we_say_who_we_are_and_whom_to_write_to(tmp_path, contact, name):
    with listening() as (port, names):
        answer(crawl(f"http://127.0.0.1:{port}", tmp_path, CONTACT=contact))
    assert set(names) == {name}


def test_scrapys_other_commands_work_and_leave_the_archive_alone(tmp_path):
    with serve(Newsroom()) as server:
        command = [sys.executable, "-m", "scrapy", "fetch", "--nolog", f"{server.address}/rss.xml"]
        options = ["-s", f"ARCHIVE={tmp_path / 'archive'}", "-s", "GUARD_ALLOW=127.0.0.1"]
        done = subprocess.run(command + options, cwd=CHECKOUT, capture_output=True, check=True)
    assert b"<rss" in done.stdout
    assert not (tmp_path / "archive").exists()


@contextmanager
def listening(context=None):
    """A server on loopback that has nothing: its port, and the User-Agents of those who asked."""
    names = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            names.append(self.headers["User-Agent"])
            self.send_error(404)

        def log_message(self, *words):
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        if context:
            http.socket = context.wrap_socket(http.socket, server_side=True)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield http.server_port, names
        finally:
            http.shutdown()
            thread.join()


def self_signed(folder):
    """A TLS context with a certificate for 127.0.0.1 that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    file = folder / "server.pem"
    file.write_bytes(private + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
