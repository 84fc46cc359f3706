"""`linghuo report`: files whole or not there, languages, wrong use, what is missing."""

import sys

import pytest
import typst

from calculator.i18n import text
from tests.calculator.command import in_chinese, run

__all__ = ["in_chinese"]


def test_letters_that_show_as_boxes_are_told(capsys, in_chinese, tmp_path, fonts, sketched):
    args = ("-o", str(tmp_path / "x.pdf"), "--fonts", str(fonts), "--client", "\U00020bb7")
    code, out, err = run(capsys, "report", *FACTS, *args)
    assert (code, out) == (0, "")
    assert "字体里没有 \U00020bb7 这样的字" in err


FACTS = [
    *("--region", "浙江", "--born", "1990-03", "--sex", "女", "--wage", "8000"),
    *("--paid", "5年", "--today", "2026-11"),
]
in_command = pytest.mark.usefixtures("in_chinese")


@in_command
def test_a_report_is_written_in_the_language_asked_for(capsys, tmp_path, sketched):
    path = tmp_path / "client.html"
    args = ["report", *FACTS, "--client", "王芳", "-o", str(path)]
    assert run(capsys, *args, "--lang", "both") == (0, "", "")
    both = path.read_text("utf-8")
    assert '<html lang="zh-Hans">' in both
    assert both.count("<article ") == 2
    assert "王芳" in both
    assert [one.name for one in tmp_path.iterdir()] == ["client.html"]


@in_command
def test_a_pdf_is_written_by_its_ending(capsys, tmp_path, fonts, sketched):
    path = tmp_path / "client.pdf"
    assert run(capsys, "report", *FACTS, "-o", str(path), "--fonts", str(fonts)) == (0, "", "")
    assert path.read_bytes().startswith(b"%PDF-")


@in_command
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "请用 -o"),
        (("-o", "x.doc"), "结尾不认识"),
        (("-o", "x.pdf", "--fonts", "none"), "没有字体文件夹 none"),
        (("-o", "none/x.html"), "没有这个文件夹"),
        (("-o", "x.html", "--lang", "fr"), "可选：zh、en、both"),
        (("-o", "x.html", "--wage", "many"), "月收入"),
        (("-o", "x.html", "--client"), "--client 后面要有值"),
    ],
)
def test_a_wrong_use_is_explained_and_writes_nothing(capsys, tmp_path, monkeypatch, args, said):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "report", *FACTS, *args)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


@in_command
def test_a_report_needs_a_person(capsys, tmp_path):
    code, _, err = run(capsys, "report", "-o", str(tmp_path / "x.html"))
    assert code == 2
    assert "缺少参数 SCENARIO" in err


@in_command
@pytest.mark.parametrize(
    ("module", "ending"), [("vl_convert", "html"), ("jinja2", "html"), ("typst", "pdf")]
)
def test_a_missing_library_says_what_to_install(capsys, tmp_path, monkeypatch, module, ending):
    monkeypatch.setitem(sys.modules, module, None)
    code, _, err = run(capsys, "report", *FACTS, "-o", str(tmp_path / f"x.{ending}"))
    assert code == 2
    assert 'pip install "linghuo[report]"' in err
    assert module in err


@in_command
def test_a_missing_typeface_names_the_package_that_brings_one(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(typst, "Fonts", lambda **_: type("F", (), {"families": lambda _: []})())
    code, _, err = run(capsys, "report", *FACTS, "-o", str(tmp_path / "x.pdf"))
    assert code == 2
    assert "fonts-noto-cjk" in err
    assert err.startswith(text("cli.error", "zh", message=""))
    assert list(tmp_path.iterdir()) == []
