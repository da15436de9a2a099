"""Typed answers as Ibis tables: each field of a class is a column of its own type, whether or not any row fills it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pyarrow as pa

if TYPE_CHECKING:
    import ibis.expr.types as ir

PLAIN: Mapping[object, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def table_of(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct]) -> ir.Table:
    """Rows of one class as an Ibis table in memory."""
    return tabled((msgspec.to_builtins(row) for row in rows), schema_of(kind))


def tabled(rows: Iterable[dict[str, Any]], schema: pa.Schema) -> ir.Table:
    """Rows as an Ibis table in memory with the columns of a schema."""
    import ibis

    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=schema))


def schema_of(kind: type[msgspec.Struct], **before: pa.DataType) -> pa.Schema:
    """The columns of a class; ``before`` are further ones that stand in front."""
    hints = get_type_hints(kind)
    own = [pa.field(name, column_type(hints[name])) for name in kind.__struct_fields__]
    return pa.schema([*(pa.field(name, held) for name, held in before.items()), *own])


def column_type(hint: Any) -> pa.DataType:
    """The column type of a field: its plain type, a list for a tuple, a struct for a class.

    Raises:
        TypeError: a type that no column has.
    """
    if get_origin(hint) in {Union, types.UnionType}:
        (hint,) = [part for part in get_args(hint) if part is not type(None)]
    if get_origin(hint) is tuple:
        return pa.list_(column_type(get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return pa.struct(list(schema_of(hint)))
    if hint in PLAIN:
        return PLAIN[hint]
    raise TypeError(f"{hint!r} is no type of a column")
