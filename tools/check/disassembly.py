"""Functions of a compiled program, as GNU objdump (binutils) shows them."""

import re
import subprocess
from dataclasses import dataclass

INSTRUCTION = re.compile(r"^ *([0-9a-f]+):\t(.*)$")
FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")


@dataclass
class Instruction:
    address: int
    text: str


def functions(program):
    """Yields the name and the instructions of each function."""
    command = ["objdump", "-d", "-C", "--no-show-raw-insn", program]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    name, instructions = None, []
    for line in output.splitlines():
        if match := INSTRUCTION.match(line):
            instructions.append(Instruction(int(match[1], 16), match[2]))
        elif match := FUNCTION.match(line):
            if instructions:
                yield name, instructions
            name, instructions = match[1], []
    if instructions:
        yield name, instructions
