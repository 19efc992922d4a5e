"""The little of ONNX's protobuf that the tests need: reading weights, and storing them in another way.

A message is a list of [field number, wire type, value]; a value of wire type 2 is bytes, any other an integer or the
bytes as they stand. Field numbers are those of onnx.proto.
"""

import math
import os

import numpy

GRAPH = 7  # of a model
INITIALIZER, INPUT, OUTPUT = 5, 11, 12  # of a graph
DIMS, DATA_TYPE, NAME, RAW_DATA, EXTERNAL_DATA, DATA_LOCATION = 1, 2, 8, 9, 13, 14  # of a tensor
FLOAT, FLOAT16 = 1, 10
FLOATS = {1: "<f4", 10: "<f2", 11: "<f8"}


def decode(data):
    fields, at = [], 0

    def varint():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        number, wire = key >> 3, key & 7
        if wire == 0:
            fields.append([number, wire, varint()])
            continue
        length = {1: 8, 5: 4}[wire] if wire != 2 else varint()
        fields.append([number, wire, data[at : at + length]])
        at += length
    return fields


def encode(fields):
    def varint(value):
        out = bytearray()
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        out.append(value)
        return bytes(out)

    parts = []
    for number, wire, value in fields:
        parts.append(varint(number << 3 | wire))
        if wire == 2:
            parts.append(varint(len(value)))
        parts.append(varint(value) if wire == 0 else value)
    return b"".join(parts)


def read(path):
    with open(path, "rb") as file:
        return decode(file.read())


def first(fields, number):
    return next((value for found, _, value in fields if found == number), None)


def weights(path):
    """Name -> array in float64, for the floating-point weights in the order of the file."""
    found = {}
    for number, _, value in decode(first(read(path), GRAPH)):
        if number != INITIALIZER:
            continue
        tensor = decode(value)
        kind = first(tensor, DATA_TYPE)
        if kind not in FLOATS:
            continue
        dims = [value for number, wire, value in tensor if number == DIMS and wire == 0]
        array = numpy.frombuffer(_bytes(tensor, path), FLOATS[kind])
        assert array.size == math.prod(dims), f"{first(tensor, NAME)}: {array.size} numbers for {dims}"
        found[first(tensor, NAME).decode()] = array.reshape(dims).astype(numpy.float64)
    return found


def _bytes(tensor, path):
    raw = first(tensor, RAW_DATA)
    if raw is not None:
        return raw
    pairs = [decode(value) for number, _, value in tensor if number == EXTERNAL_DATA]
    entries = {first(pair, 1).decode(): first(pair, 2).decode() for pair in pairs}
    with open(os.path.join(os.path.dirname(path), entries["location"]), "rb") as file:
        file.seek(int(entries["offset"]))
        return file.read(int(entries["length"]))


def _rewrite(path, change_tensor, change_value=lambda fields: fields):
    changes = {INITIALIZER: change_tensor, INPUT: change_value, OUTPUT: change_value}
    model = read(path)
    for field in model:
        if field[0] == GRAPH:
            graph = decode(field[2])
            for entry in graph:
                if entry[0] in changes:
                    entry[2] = encode(changes[entry[0]](decode(entry[2])))
            field[2] = encode(graph)
    with open(path, "wb") as file:
        file.write(encode(model))


def to_float16(path):
    """Stores the weights, and declares inputs and outputs, in float16. For graphs without float constants in their nodes."""

    def tensor(fields):
        if first(fields, DATA_TYPE) != FLOAT:
            return fields
        halves = numpy.frombuffer(first(fields, RAW_DATA), "<f4").astype("<f2").tobytes()
        changed = {DATA_TYPE: FLOAT16, RAW_DATA: halves}
        return [[number, wire, changed.get(number, value)] for number, wire, value in fields]

    def value_info(fields):
        for field in fields:
            if field[0] == 2:
                kind = decode(field[2])
                inner = decode(kind[0][2])
                inner = [[number, wire, FLOAT16 if number == 1 else value] for number, wire, value in inner]
                field[2] = encode([[kind[0][0], 2, encode(inner)]])
        return fields

    _rewrite(path, tensor, value_info)


def to_external(path):
    """Moves the weights to a file beside the model, each to a multiple of 64 bytes."""
    stored, name = bytearray(), os.path.basename(path) + ".data"

    def tensor(fields):
        raw = first(fields, RAW_DATA)
        entries = {"location": name, "offset": str(len(stored)), "length": str(len(raw))}
        stored.extend(raw + bytes(-len(raw) % 64))
        pairs = [encode([[1, 2, key.encode()], [2, 2, value.encode()]]) for key, value in entries.items()]
        kept = [field for field in fields if field[0] != RAW_DATA]
        return kept + [[EXTERNAL_DATA, 2, pair] for pair in pairs] + [[DATA_LOCATION, 0, 1]]

    _rewrite(path, tensor)
    with open(os.path.join(os.path.dirname(path), name), "wb") as file:
        file.write(stored)
