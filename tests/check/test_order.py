"""The order of rows is looked at batch by batch, with the finding that the whole table would have."""

from __future__ import annotations

import pyarrow as pa
import pytest

from reportedly.check.order import OrderCheck, check_order


def in_batches(table: pa.Table, size: int, contract) -> OrderCheck:
    order = OrderCheck(contract)
    for start in range(0, table.num_rows, size):
        order.update(table.slice(start, size))
    return order


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("table", ["claims", "attributions", "casualty_reports", "actor_names"])
def test_every_place_of_a_break_is_found_across_batches(table, size, mini_tables, standard):
    rows, contract = mini_tables[table], standard.tables[table]
    assert in_batches(rows, size, contract).findings == []
    for place in range(1, rows.num_rows):
        broken = pa.concat_tables([rows.slice(0, place - 1), rows.slice(place, 1), rows.slice(place - 1, 1)])
        whole = check_order(broken, contract)
        assert len(whole) == 1
        assert in_batches(broken, size, contract).findings == whole


def test_rows_with_one_key_may_follow_each_other_and_null_comes_last(mini_tables, standard):
    contract = standard.tables["attributions"]
    rows = mini_tables["attributions"].slice(0, 1)
    assert check_order(pa.concat_tables([rows, rows]), contract) == []
    place = rows.schema.get_field_index("hop")
    without = rows.set_column(place, "hop", pa.nulls(1, pa.int32()))
    free = [table.cast(pa.schema(one.with_nullable(True) for one in rows.schema)) for table in (rows, without)]
    assert in_batches(pa.concat_tables(free), 1, contract).findings == []
    assert len(in_batches(pa.concat_tables(free[::-1]), 1, contract).findings) == 1


def test_only_one_row_is_kept_between_batches(mini_tables, standard):
    rows = mini_tables["claims"]
    order = in_batches(pa.concat_tables([rows.slice(0, 1)] * 5_000), 1_000, standard.tables["claims"])
    assert order._last.num_rows == 1
    assert order._last.get_total_buffer_size() < 1_000


def test_terms_that_a_part_stores_as_codes_are_compared_as_words(mini_tables, standard):
    rows, contract = mini_tables["actor_names"], standard.tables["actor_names"]
    place = rows.schema.get_field_index("actor_id")
    codes = rows.set_column(place, "actor_id", rows["actor_id"].combine_chunks().dictionary_encode())
    order = OrderCheck(contract)
    order.update(rows)
    order.update(codes)
    assert order.findings[0].value == f"after {' / '.join(str(rows[key][-1].as_py()) for key in contract.primary_key)}"
