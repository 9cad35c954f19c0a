#!/usr/bin/env python3
"""Writes safetensors files with numpy alone, as another program would, and what a reader must find in them.

    python3 tests/tools/write_safetensors.py tests/InitGen.Runtime.Tests/Checkpoints/Interop

The output is checked in and the same bytes on every run. It shares no code with the library: the format is written down
here a second time, from its description at https://huggingface.co/docs/safetensors.
"""

import json
import pathlib
import struct
import sys

import numpy as np


def bfloat16(values):
    """The upper halves of floats, rounded to nearest even."""
    bits = np.asarray(values, dtype=np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def write(path, tensors, metadata=None, padding=0):
    """tensors: name -> (dtype name, numpy array), in the order of the file."""
    header = {}
    if metadata:
        header["__metadata__"] = metadata
    body = b""
    for name, (dtype, array) in tensors.items():
        data = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).tobytes()
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(header, ensure_ascii=True).encode("utf-8") + b" " * padding
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def expected(tensors):
    result = []
    for name, (dtype, array) in tensors.items():
        flat = array.reshape(-1)
        if dtype == "BF16":
            values = (flat.astype(np.uint32) << 16).view(np.float32).astype(np.float64)
        else:
            # Signalling NaNs raise a flag when they are widened.
            with np.errstate(invalid="ignore"):
                values = flat.astype(np.float64)
        unsigned = {1: np.uint8, 2: np.uint16, 4: np.uint32, 8: np.uint64}[array.dtype.itemsize]
        result.append({
            "name": name,
            "dtype": dtype,
            "shape": list(array.shape),
            "bits": [str(int(bits)) for bits in flat.view(unsigned)],
            "values": [repr(float(value)) for value in values],
        })
    return result


def every_type():
    floats = np.array([0.0, -0.0, 1.0, -2.5, 3.14159274, 1e-40, 3.4028235e38, np.inf, -np.inf, np.nan, 0.1, 65504.0], dtype=np.float32)
    odd_nans = np.array([0x7FC00001, 0xFFC12345, 0x7FF7FFFF, 0x7F812345], dtype=np.uint32).view(np.float32)
    return {
        # An odd number of bytes first: nothing after it is aligned.
        "bytes": ("U8", np.array([0, 1, 127, 128, 255], dtype=np.uint8)),
        "f32": ("F32", floats.reshape(3, 4)),
        "f32.nan": ("F32", odd_nans),
        "f64": ("F64", np.array([[0.1, -1e300], [5e-324, np.pi], [np.inf, 2.0**53 + 2]], dtype=np.float64)),
        "f16": ("F16", np.array([0.1, -65504.0, 6e-8, np.inf, 1.0, 2.0], dtype=np.float16).reshape(1, 2, 3)),
        "bf16": ("BF16", bfloat16([0.1, -2.5, 1e-30, 3e38, np.inf, 1.0])),
        "i8": ("I8", np.array([-128, -1, 0, 127], dtype=np.int8)),
        "i16": ("I16", np.array([-32768, 32767], dtype=np.int16)),
        "u16": ("U16", np.array([0, 65535], dtype=np.uint16)),
        "i32": ("I32", np.array([-(2**31), 2**31 - 1, 16777217], dtype=np.int32)),
        "u32": ("U32", np.array([0, 2**32 - 1], dtype=np.uint32)),
        "i64": ("I64", np.array([-(2**63), 2**63 - 1, 9007199254740993], dtype=np.int64)),
        "u64": ("U64", np.array([0, 2**64 - 1], dtype=np.uint64)),
        "flags": ("BOOL", np.array([0, 1, 1], dtype=np.uint8)),
        "scalar": ("F32", np.array(42.5, dtype=np.float32)),
        "empty": ("F32", np.zeros((0, 3), dtype=np.float32)),
        "größe \"quoted\" \\ \U0001F40D": ("F32", np.array([1.0, 2.0], dtype=np.float32)),
    }


def transformer():
    """A block in the manner of GPT-2's published files: weights as [in, out], names by module, and a mask nobody trains."""
    random = np.random.default_rng(20240229)
    width = 6

    def draw(*shape):
        return "F32", (random.standard_normal(shape) * 0.02).astype(np.float32)

    return {
        "wte.weight": draw(11, width),
        "h.0.attn.bias": ("F32", np.tril(np.ones((1, 1, 4, 4), dtype=np.float32))),
        "h.0.attn.c_attn.weight": draw(width, 3 * width),
        "h.0.attn.c_attn.bias": draw(3 * width),
        "h.1.attn.bias": ("F32", np.tril(np.ones((1, 1, 4, 4), dtype=np.float32))),
        "h.1.attn.c_attn.weight": draw(width, 3 * width),
        "h.1.attn.c_attn.bias": draw(3 * width),
    }


def main():
    folder = pathlib.Path(sys.argv[1])
    types = every_type()
    metadata = {"format": "np", "note": "z\u00e4hlt\nzwei", "empty": ""}
    write(folder / "types.safetensors", types, metadata, padding=3)
    block = transformer()
    write(folder / "transformer.safetensors", block)
    x = np.linspace(-1, 1, 6, dtype=np.float64)
    outputs = [
        (x @ block[f"h.{i}.attn.c_attn.weight"][1].astype(np.float64) + block[f"h.{i}.attn.c_attn.bias"][1]).tolist() for i in range(2)
    ]
    document = {
        "types": {"metadata": metadata, "tensors": expected(types)},
        "transformer": {"tensors": expected(block), "input": x.tolist(), "outputs": outputs},
    }
    (folder / "expected.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
