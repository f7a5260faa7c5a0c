import io
import json

from hypothesis import given
from hypothesis import strategies as st

from cli.json_lines import BadLineError, stream


async def echo(request):
    if "say" not in request:
        raise BadLineError("Il manque « say ».")
    if request["say"] == "boom":
        raise RuntimeError("zinzolin")
    return {"said": request["say"]}


async def answers(*lines: bytes):
    target = io.StringIO()
    await stream(io.BytesIO(b"\n".join(lines) + b"\n"), target, echo)
    return [json.loads(line) for line in target.getvalue().splitlines()]


async def test_each_line_gets_its_answer_in_order():
    assert await answers(b'{"id": 1, "say": "a"}', b'{"id": "deux", "say": "\xc3\xa9"}') == [
        {"id": 1, "said": "a"},
        {"id": "deux", "said": "é"},
    ]


async def test_a_bad_line_gets_an_error_of_its_own_and_the_run_goes_on():
    bad = [b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"id": 4}', b'{"id": 5, "say": "boom"}']
    said = await answers(*bad, b'{"id": 6, "say": "ok"}')
    assert [line.get("id") for line in said] == [None, None, None, None, 4, 5, 6]
    assert all("error" in line for line in said[:-1])
    assert said[-1] == {"id": 6, "said": "ok"}
    assert "zinzolin" not in json.dumps(said)


async def test_blank_lines_are_skipped():
    assert len(await answers(b"", b"   ", b'{"id": 1, "say": "a"}')) == 1


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line and line.strip()), max_size=8))
async def test_whatever_the_bytes_there_is_one_answer_a_line(lines):
    assert len(await answers(*lines)) == len(lines)
