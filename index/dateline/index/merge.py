"""Segments into one: array operations, no posting touched one by one."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from dateline.index.arrays import Array, Strings, lengths, pack, ranges
from dateline.index.invert import FIELDS, stems

Source = Callable[[str], Array]
"""Gives a segment's array by name."""


def merge(sources: Sequence[Source], kept: Sequence[Array]) -> dict[str, Array]:
    """One segment of several: their kept documents (boolean masks), in order."""
    counts = [int(mask.sum()) for mask in kept]
    bases = np.cumsum([0, *counts])
    renumber = [np.cumsum(mask) - 1 + base for mask, base in zip(kept, bases[:-1], strict=True)]
    lists = [Strings(get("terms"), get("terms.ends")).all() for get in sources]
    terms = sorted(set().union(*lists))
    number = {term: i for i, term in enumerate(terms)}
    maps = [np.array([number[term] for term in own], np.int64) for own in lists]
    del number
    out: dict[str, Array] = {}
    used = np.zeros(len(terms), bool)
    fields = [_field(name, sources, kept, renumber, maps, len(terms), used) for name in FIELDS]
    compact = np.cumsum(used) - 1
    out["terms"], out["terms.ends"] = pack([t for t, u in zip(terms, used.tolist(), strict=True) if u])
    for name, field in zip(FIELDS, fields, strict=True):
        for part in ("posts", "places"):
            field[part] = np.concatenate([field[part][:-1][used], field[part][-1:]])
        out.update({f"{name}.{part}": array for part, array in field.items()})
        column = "lengths" if name == "text" else f"{name}.lengths"
        out[column] = np.concatenate([get(column)[mask] for get, mask in zip(sources, kept, strict=True)])
    out.update(_stems(sources, maps, used, compact))
    ids: list[tuple[str, int]] = []
    for get, mask, new in zip(sources, kept, renumber, strict=True):
        names = Strings(get("names"), get("names.ends")).all()
        ids += [(n, int(new[i])) for n, i in zip(names, get("names.ids").tolist(), strict=True) if mask[i]]
    ids.sort()
    out["names"], out["names.ends"] = pack([name for name, _ in ids])
    out["names.ids"] = np.array([i for _, i in ids], np.uint32)
    blobs, sizes = [], []
    for get, mask in zip(sources, kept, strict=True):
        ends = get("stored.ends").astype(np.int64)
        blobs.append(
            get("stored")[ranges(ends[:-1][mask], ends[1:][mask])] if not mask.all() else get("stored")
        )
        sizes.append(np.diff(ends)[mask])
    out["stored"] = np.concatenate(blobs)
    out["stored.ends"] = np.concatenate([np.zeros(1, np.uint64), np.cumsum(np.concatenate(sizes))]).astype(
        np.uint64
    )
    return out


def _field(
    name: str,
    sources: Sequence[Source],
    kept: Sequence[Array],
    renumber: Sequence[Array],
    maps: Sequence[Array],
    size: int,
    used: Array,
) -> dict[str, Array]:
    chosen: list[Array] = []  # which postings stay
    postings = np.zeros(size, np.int64)
    places = np.zeros(size, np.int64)
    parts: list[tuple[Array, Array, Array]] = []
    for get, mask, own in zip(sources, kept, maps, strict=True):
        term = np.repeat(own, lengths(get(f"{name}.posts")))
        tf = get(f"{name}.tf").astype(np.int64)
        stay = mask[get(f"{name}.ids")]
        chosen.append(stay)
        term_kept, tf_kept = term[stay], tf[stay]
        count = np.bincount(term_kept, minlength=size)
        mass = np.bincount(term_kept, weights=tf_kept, minlength=size).astype(np.int64)
        parts.append((tf, count, mass))
        postings += count
        places += mass
    used |= postings > 0
    posts = np.concatenate([[0], np.cumsum(postings)])
    starts = np.concatenate([[0], np.cumsum(places)])
    ids = np.empty(posts[-1], np.uint32)
    out_tf = np.empty(posts[-1], np.uint8)
    weight = np.empty(posts[-1], np.uint16)
    pos = np.empty(starts[-1], np.uint16)
    filled, placed = posts[:-1].copy(), starts[:-1].copy()
    for get, new, stay, (tf, count, mass) in zip(sources, renumber, chosen, parts, strict=True):
        target = ranges(filled, filled + count)
        ids[target] = new[get(f"{name}.ids")[stay]]
        out_tf[target] = tf[stay]
        weight[target] = get(f"{name}.weight")[stay]
        target = ranges(placed, placed + mass)
        own = get(f"{name}.pos")
        pos[target] = own if stay.all() else own[np.repeat(stay, tf)]
        filled += count
        placed += mass
    return {
        "posts": posts.astype(np.uint32),
        "ids": ids,
        "tf": out_tf,
        "weight": weight,
        "places": starts.astype(np.uint64),
        "pos": pos,
    }


def _stems(sources: Sequence[Source], maps: Sequence[Array], used: Array, compact: Array) -> dict[str, Array]:
    classes: defaultdict[str, set[int]] = defaultdict(set)
    for get, own in zip(sources, maps, strict=True):
        keys = Strings(get("stems"), get("stems.ends")).all()
        posts = get("stems.posts").tolist()
        terms = own[get("stems.terms")]
        stay, terms = used[terms].tolist(), compact[terms].tolist()
        for i, key in enumerate(keys):
            found = [terms[j] for j in range(posts[i], posts[i + 1]) if stay[j]]
            if found:
                classes[key].update(found)
    return stems({key: list(found) for key, found in classes.items()})
