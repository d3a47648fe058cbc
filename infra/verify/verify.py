#!/usr/bin/env python3
"""Verifies a bundle, by infra/formats/proofs.md alone: Python's standard library and the openssl command.

    python3 verify.py [--policy policy.txt] [--state file] bundle.ndjson
    python3 verify.py --batch        file names on standard input, a verdict for each on standard output

Given a state file, a verification that is broken off goes on from there when it is given again.
"""
import base64
import binascii
import functools
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

CODES = {
    "OK": 0, "OK_WITH_ERASURES": 10, "BAD_SIGNATURE": 20, "NO_QUORUM": 21, "BAD_ROOT": 22, "BAD_INCLUSION": 23,
    "NOT_APPEND_ONLY": 24, "PAYLOAD_MISMATCH": 25, "GAP": 26, "FORMAT": 27, "UNACCOUNTED": 31, "POINTS_NOWHERE": 32,
}
MOST_LINE_BYTES = 16 * 1024 * 1024
MOST_NOTE_BYTES = 65536
MOST_HASHES = 64
# Authors' kinds of things, and events without data: more would be no log of people.
MOST_REMEMBERED = 100_000
# Positions between two writings of the state.
STATE_EVERY = 10_000
# Of a bundle as large as this it is told how far it has been read.
LONG_BYTES = 32 * 1024 * 1024
MOST_NUMBER = 2**53 - 1
NAME = r"[!-*,-~]{1,200}"
BASE64 = r"[A-Za-z0-9+/=]+"
SPKI = bytes.fromhex("302a300506032b6570032100")


class Verdict(Exception):
    def __init__(self, name, reason, position=None):
        super().__init__(reason)
        self.verdict = name if position is None else f"{name}({position})"
        self.code = CODES[name]


def must(fit, reason):
    if not fit:
        raise Verdict("FORMAT", reason)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


EMPTY_ROOT = sha256()


def is_text(value):
    if type(value) is not str:
        return False
    if value.isascii():
        return True
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_number(value):
    return type(value) is int and 0 <= value <= MOST_NUMBER


HEX = re.compile("[0-9a-f]*")


def is_hex(value, count):
    return type(value) is str and len(value) == 2 * count and HEX.fullmatch(value) is not None


def from_base64(text, reason):
    must(type(text) is str, reason)
    try:
        decoded = binascii.a2b_base64(text)
    except ValueError:
        raise Verdict("FORMAT", reason) from None
    # Only what is written back alike was well written: the decoder itself passes over much.
    must(binascii.b2a_base64(decoded, newline=False).decode() == text, reason)
    return decoded


def hash_from(text, reason):
    decoded = from_base64(text, reason)
    must(len(decoded) == 32, reason)
    return decoded


def proof_from(items, reason):
    must(type(items) is list and len(items) <= MOST_HASHES, reason)
    return [hash_from(each, reason) for each in items]


def includes(leaf, index, size, proof, root):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn != 0:
                fn >>= 1
                sn >>= 1
        else:
            r = node_hash(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def grew_from(older, newer, proof):
    """RFC 9162, 2.1.4.2."""
    if older["size"] > newer["size"]:
        return False
    if any(each["size"] == 0 and each["root"] != EMPTY_ROOT for each in (older, newer)):
        return False
    if older["size"] == newer["size"]:
        return not proof and older["root"] == newer["root"]
    if older["size"] == 0:
        return not proof
    if not proof:
        return False
    first = older["size"]
    path = [older["root"], *proof] if first & (first - 1) == 0 else proof
    fn, sn = first - 1, newer["size"] - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn >>= 1
                sn >>= 1
        else:
            sr = node_hash(sr, c)
        fn >>= 1
        sn >>= 1
    return sn == 0 and fr == older["root"] and sr == newer["root"]


def key_of(text, algorithm):
    reason = "a key of the policy is none"
    parts = re.fullmatch(rf"({NAME})\+([0-9a-f]{{8}})\+({BASE64})", text)
    must(parts, reason)
    name, key_id, encoded = parts.groups()
    decoded = from_base64(encoded, reason)
    must(len(decoded) == 33 and decoded[0] == algorithm, reason)
    must(sha256(name.encode() + b"\n", decoded)[:4].hex() == key_id, "a key of the policy has another id")
    return {"name": name, "id": key_id, "algorithm": algorithm, "raw": decoded[1:]}


def note_of(whole):
    end = whole.rfind("\n\n") if is_text(whole) else -1
    must(end >= 0 and whole.endswith("\n") and len(whole.encode()) <= MOST_NOTE_BYTES, "the note is none")
    signatures = []
    for line in whole[end + 2 : -1].split("\n"):
        parts = re.fullmatch(f"— ({NAME}) ({BASE64})", line)
        must(parts, "a signature line is none")
        decoded = from_base64(parts.group(2), "a signature line is none")
        must(len(decoded) > 4, "a signature line is none")
        signatures.append({"name": parts.group(1), "id": decoded[:4].hex(), "bytes": decoded[4:]})
    text = whole[: end + 1]
    lines = text.split("\n")[:-1]
    must(re.fullmatch(NAME, lines[0]), "the origin is none")
    size = lines[1] if len(lines) > 1 else ""
    must(re.fullmatch("0|[1-9][0-9]{0,15}", size) and int(size) <= MOST_NUMBER, "the size is none")
    root = hash_from(lines[2] if len(lines) > 2 else None, "the root is none")
    must("" not in lines[3:], "an extension line is empty")
    return {"text": text, "signatures": signatures, "origin": lines[0], "size": int(size), "root": root}


@functools.lru_cache(maxsize=4096)
def ed25519(raw, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for name, content in (("key", SPKI + raw), ("message", message), ("signature", signature)):
            names[name] = os.path.join(folder, name)
            with open(names[name], "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", names["key"], "-rawin"]
        command += ["-in", names["message"], "-sigfile", names["signature"]]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def is_signed_by(note, key):
    own = [each["bytes"] for each in note["signatures"] if each["name"] == key["name"] and each["id"] == key["id"]]
    text = note["text"].encode()
    for each in own:
        if key["algorithm"] == 1:
            if len(each) != 64 or not ed25519(key["raw"], text, each):
                return False
        else:
            if len(each) != 72:
                return False
            time = int.from_bytes(each[:8], "big")
            if not ed25519(key["raw"], f"cosignature/v1\ntime {time}\n".encode() + text, each[8:]):
                return False
    return len(own) > 0


def policy_of(text):
    must(is_text(text) and text.endswith("\n"), "the policy is no text of lines")
    lines = text[:-1].split("\n")
    first = lines.pop(0)
    must(first.startswith("log "), "the policy does not begin with its log")
    log = key_of(first[4:], 1)
    witnesses = []
    while lines and lines[0].startswith("witness "):
        head = f"witness w{len(witnesses) + 1} "
        line = lines.pop(0)
        must(line.startswith(head) and len(witnesses) < 64, "the policy names a witness in another way")
        witnesses.append(key_of(line[len(head) :], 4))
    must(len({each["raw"] for each in witnesses}) == len(witnesses), "the policy names a witness twice")
    if len(lines) == 1:
        must(lines[0] == "quorum none", "the policy says nothing of a quorum")
        return {"log": log, "witnesses": witnesses, "quorum": 0}
    must(len(lines) == 2 and lines[1] == "quorum witnesses", "the policy says nothing of a quorum")
    parts = re.match("group witnesses ([1-9][0-9]?) ", lines[0])
    quorum = int(parts.group(1)) if parts else 0
    names = "".join(f" w{n + 1}" for n in range(len(witnesses)))
    must(0 < quorum <= len(witnesses), "the quorum is none")
    must(lines[0] == f"group witnesses {quorum}{names}", "the group is none")
    return {"log": log, "witnesses": witnesses, "quorum": quorum}


class Range:
    """Whole subtrees from the left, largest first."""

    def __init__(self):
        self.peaks = []
        self.size = 0

    def append(self, leaf):
        rest = self.size
        while rest & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            rest >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return EMPTY_ROOT
        result = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            result = node_hash(left, result)
        return result


FIELDS = {
    "manifest": ["kind", "format", "scope", "mode", "told"],
    "readme": ["kind", "fi", "sv", "en"],
    "checkpoint": ["kind", "note"],
    "policy": ["kind", "text"],
    "previous": ["kind", "note", "consistency"],
    "event": [
        "kind", "position", "stream", "revision", "id", "type", "schemaVersion", "recordedAt", "dataDigest", "data",
        "dataSalt", "metadataDigest", "metadata", "metadataSalt", "proof",
    ],
    "erasure": [
        "kind", "position", "id", "type", "recordedAt", "actor", "author", "kinds", "basis", "decision", "events",
    ],
    "removal": [
        "kind", "position", "id", "type", "recordedAt", "actor", "of", "fields", "basis", "decision", "proposedBy",
        "replacement",
    ],
    "leaf": ["kind", "position", "hash"],
    "end": ["kind", "events"],
}
BODY = ["policy", "previous", "event", "erasure", "removal", "leaf"]
BEFORE = {
    "manifest": ["nothing"], "readme": ["manifest"], "checkpoint": ["readme"], "policy": ["checkpoint"],
    "previous": ["policy"], "event": BODY, "erasure": BODY, "removal": BODY, "leaf": BODY, "end": BODY,
}


# Almost every line is an event or a leaf of a full bundle without an escape in it: read off its only form at once.
PLAIN, DIGITS, QUOTED = r'"([^"\\\x00-\x1f]*)"', r"(0|[1-9][0-9]{0,14})", r'"([^"\\]*)"'
NULLABLE = f"(?:null|{QUOTED})"
FORMS = {
    "position": DIGITS, "stream": PLAIN, "revision": DIGITS, "id": PLAIN, "type": PLAIN, "schemaVersion": DIGITS,
    "recordedAt": PLAIN, "dataDigest": QUOTED, "data": NULLABLE, "dataSalt": NULLABLE, "metadataDigest": QUOTED,
    "metadata": NULLABLE, "metadataSalt": NULLABLE,
}
EVENT = re.compile(
    r'\{"kind":"event",' + "".join(f'"{name}":{form},' for name, form in FORMS.items()) + r'"proof":\[\]\}'
)
LEAF = re.compile(rf'\{{"kind":"leaf","position":{DIGITS},"hash":{QUOTED}\}}')
NUMBERS = [name for name, form in FORMS.items() if form == DIGITS]


def plain_object(text):
    found = LEAF.fullmatch(text)
    if found:
        return {"kind": "leaf", "position": int(found[1]), "hash": found[2]}
    found = EVENT.fullmatch(text)
    if not found:
        return None
    value = dict(zip(FORMS, found.groups()))
    for name in NUMBERS:
        value[name] = int(value[name])
    value["kind"] = "event"
    value["proof"] = []
    return value


def object_of(line):
    try:
        text = line.decode("utf-8")
        plain = plain_object(text)
        if plain:
            return plain
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Verdict("FORMAT", "the line is no JSON") from None
    must(type(value) is dict, "the line is no object")
    kind = value.get("kind")
    must(type(kind) is str and kind in FIELDS, "the line is of no known kind")
    must(list(value) == FIELDS[kind], f"the fields of {kind} are others")
    try:
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):
        raise Verdict("FORMAT", "the line is written in another form") from None
    must(again == text, "the line is written in another form")
    return value


def netstrings(values):
    if "".join(values).isascii():
        return "".join([f"{len(each)}:{each}," for each in values]).encode()
    encoded = [each.encode() for each in values]
    return b"".join(str(len(each)).encode() + b":" + each + b"," for each in encoded)


SEALED = b'"$sealed":"'
# The forms in which the platform writes down whose words a stream's are, and what was decided of them. Read byte by byte,
# so that no two readers of JSON read them differently.
STREAM = re.compile("([a-z0-9]{1,41})-([a-z]{1,40})_")
ACTOR = re.compile(rb'\{"actor":"([!#-\[\]-~]{1,200})"')
_AUTHOR = rb'\{"author":"([!#-\[\]-~]{1,200})"'
_KINDS = rb'(?:,"kinds":(\["[a-z]+"(?:,"[a-z]+")*\]))?'
_DECISION = rb'(?:,"decision":"([^"\\\x00-\x1f]*)")?'
_REASON = rb',"reason":.*\}'
ERASURES = {
    "TextsErased": re.compile(_AUTHOR + _KINDS + rb',"basis":"([a-z_]+)"' + _DECISION + rb"\}", re.DOTALL),
    "ErasureRefused": re.compile(_AUTHOR + b"()()" + _DECISION + _REASON, re.DOTALL),
    "TextsRestricted": re.compile(_AUTHOR + _KINDS + b"()()" + _REASON, re.DOTALL),
    "RestrictionLifted": re.compile(_AUTHOR + _KINDS + b"()()" + _REASON, re.DOTALL),
}
REMOVAL = re.compile(
    rb'\{"position":"([1-9][0-9]{0,14})","fields":(\["[A-Za-z0-9_/]+"(?:,"[A-Za-z0-9_/]+")*\]),"basis":"([a-z_]+)"'
    + _DECISION
    + rb',"proposedBy":"([!#-\[\]-~]{1,200})","replacement":"([0-9a-f]{64})"\}'
)


def quoted(found):
    if not found:
        return "null"
    try:
        return f'"{found.decode()}"'
    except ValueError:
        raise Verdict("FORMAT", "a decision is no UTF-8") from None


def is_text_or_null(value):
    return value is None or is_text(value)


def is_texts(value):
    return type(value) is list and all(map(is_text, value))


ACCOUNT_FORMS = {
    "position": is_number, "events": is_number, "of": is_number, "basis": is_text_or_null, "decision": is_text_or_null,
    "replacement": is_text_or_null, "fields": is_texts, "kinds": lambda value: value is None or is_texts(value),
}


class Accounts:
    """What of the events is sealed or gone, and by whose decision.

    A decision stands behind what it is about; behind its event, a line of the bundle says what it has taken from what
    the bundle holds, and nothing else.
    """

    def __init__(self):
        # By collaboration, author and kind of thing: how many events hold sealed words, and the first.
        self.sealed = {}
        # Events without their data: their collaboration, and whether the last decision leaves what is shown.
        self.gone = {}
        # The line that must come next.
        self.awaited = None
        self.told = 0

    def keep(self, line, actor, is_sealed):
        """An event that tells something: whether its words are sealed, or, told by None, gone."""
        found = STREAM.match(line["stream"])
        category, kind = found.groups() if found else ("", None)
        if is_sealed is None:
            self.gone[line["position"]] = [category, False]
        elif is_sealed and actor is not None and kind is not None:
            there = self.sealed.setdefault(f"{category} {actor} {kind}", [0, line["position"]])
            there[0] += 1
        must(len(self.sealed) + len(self.gone) <= MOST_REMEMBERED, "too much is sealed or gone")

    def decide(self, line, data, actor):
        """A deciding event: what the next line must tell of it, if it touches anything."""
        kind = line["type"]
        is_removal = kind == "RemovalConfirmed"
        found = STREAM.match(line["stream"])
        category = found[1] if found else ""
        # One that was written before it said all of it accounts for nothing.
        if is_removal and data == b"{}":
            return
        found = (REMOVAL if is_removal else ERASURES[kind]).fullmatch(data)
        must(found, "a decision is written in another form")
        head = f'"position":{line["position"]},"id":{json.dumps(line["id"], ensure_ascii=False)},"type":"{kind}",'
        head += f'"recordedAt":{json.dumps(line["recordedAt"], ensure_ascii=False)},"actor":"{actor}"'
        if is_removal:
            of, fields, basis, register, proposed_by, digest = found.groups()
            gone = self.gone.get(int(of))
            if gone is None or gone[0] != category:
                return
            text = f'{{"kind":"removal",{head},"of":{of.decode()},"fields":{fields.decode()},"basis":"{basis.decode()}",'
            text += f'"decision":{quoted(register)},"proposedBy":"{proposed_by.decode()}","replacement":'
            self.awaited = {"kind": "removal", "line": text, "first": int(of), "digest": digest.decode(), "gone": gone}
            return
        author, kinds, basis, register = found.groups()
        events, first = self.before(category, author.decode(), json.loads(kinds) if kinds else None)
        if events == 0:
            return
        text = f'{{"kind":"erasure",{head},"author":"{author.decode()}","kinds":{kinds.decode() if kinds else "null"},'
        text += f'"basis":{quoted(basis)},"decision":{quoted(register)},"events":'
        self.awaited = {"kind": "erasure", "line": text, "first": first, "events": events}

    def before(self, category, author, kinds):
        total = first = 0
        for key, (events, position) in self.sealed.items():
            there, by, kind = key.split(" ")
            if there != category or by != author or (kinds is not None and kind not in kinds):
                continue
            first = position if first == 0 else min(first, position)
            total += events
        return total, first

    def follows(self, kind):
        """Any line, before it is read: the one awaited, or none is."""
        if self.awaited and self.awaited["kind"] != kind:
            first = self.awaited["first"]
            raise Verdict("UNACCOUNTED", f"nothing is told of what was decided of position {first}", first)

    def account(self, line, text):
        """A line that tells what a decision was about."""
        awaited, position = self.awaited, line["position"]
        for field in FIELDS[line["kind"]][1:]:
            must(ACCOUNT_FORMS.get(field, is_text)(line[field]), f"{field} is none")
        if not awaited or not text.startswith(awaited["line"]):
            told = f"what is told of the decision at position {position} is not what it says"
            raise Verdict("POINTS_NOWHERE", told, position)
        first = awaited["first"]
        if awaited["kind"] == "erasure":
            if line["events"] < awaited["events"]:
                told = f"more words than are told were decided of, from position {first} on"
                raise Verdict("UNACCOUNTED", told, first)
            if text[len(awaited["line"]) :] != f"{awaited['events']}}}":
                told = f"fewer words than are told were decided of at position {position}"
                raise Verdict("POINTS_NOWHERE", told, position)
        else:
            left = line["replacement"]
            if left is not None:
                decoded = from_base64(left, "the replacement is not base64")
                if hashlib.sha256(decoded).hexdigest() != awaited["digest"]:
                    told = f"what stands in place of what was removed at position {first} is not what was decided"
                    raise Verdict("PAYLOAD_MISMATCH", told, first)
            awaited["gone"][1] = left is not None
        self.awaited = None
        self.told += 1

    def close(self):
        """At the end of the bundle."""
        for position, (_, settled) in self.gone.items():
            if not settled:
                told = f"no decision accounts for what is missing at position {position}"
                raise Verdict("UNACCOUNTED", told, position)


def payload_of(event, name):
    """None where it is not there; else whether it is what was recorded, and its bytes."""
    payload, salt, digest = event[name], event[name + "Salt"], event[name + "Digest"]
    if payload is None and salt is None:
        must(is_hex(digest, 32), f"{name}Digest is none")
        return None
    decoded = from_base64(payload, f"{name} is not base64")
    must(is_hex(salt, 16), f"{name}Salt is none")
    same = hashlib.sha256(bytes.fromhex(salt) + decoded).hexdigest() == digest
    must(same or is_hex(digest, 32), f"{name}Digest is none")
    return same, decoded


class Bundle:
    def __init__(self, given_policy):
        self.given_policy = given_policy
        self.mode = self.note = self.policy = None
        self.range = Range()
        self.accounts = Accounts()
        self.is_public = False
        self.last = self.events = self.absent = 0

    def placed(self, position):
        if self.mode == "full":
            if position != self.last + 1:
                raise Verdict("GAP", f"position {self.last + 1} is missing", self.last + 1)
            if position > self.note["size"]:
                raise Verdict("BAD_ROOT", "there are more positions than the checkpoint signs")
        else:
            must(position > self.last, "positions do not rise")
        self.last = position

    def signed_by_log(self, note):
        log = self.policy["log"]
        return note["origin"] == log["name"] and is_signed_by(note, log)

    def manifest(self, line):
        must(line["format"] == "talkoot-bundle/v2", "the format is another")
        must(is_text(line["scope"]) and line["mode"] in ("full", "selective"), "the manifest is none")
        must(line["told"] in ("all", "public"), "the manifest is none")
        self.mode = line["mode"]
        self.is_public = line["told"] == "public"

    def readme(self, line):
        must(all(is_text(line[each]) for each in ("fi", "sv", "en")), "the readme is none")

    def checkpoint(self, line):
        self.note = note_of(line["note"])

    def read_policy(self, line):
        must(is_text(line["text"]), "the policy is none")
        self.policy = policy_of(line["text"] if self.given_policy is None else self.given_policy)
        if not self.signed_by_log(self.note):
            raise Verdict("BAD_SIGNATURE", "the log has not signed this checkpoint")
        cosigned = sum(is_signed_by(self.note, each) for each in self.policy["witnesses"])
        if cosigned < self.policy["quorum"]:
            raise Verdict("NO_QUORUM", f"{cosigned} of {self.policy['quorum']} witnesses have cosigned")

    def previous(self, line):
        older = note_of(line["note"])
        proof = proof_from(line["consistency"], "the consistency proof is none")
        if not self.signed_by_log(older):
            raise Verdict("BAD_SIGNATURE", "the log has not signed the previous checkpoint")
        if not grew_from(older, self.note, proof):
            raise Verdict("NOT_APPEND_ONLY", "the log did not only grow")

    def event(self, line):
        must(all(is_number(line[each]) for each in ("position", "revision", "schemaVersion")), "a number is none")
        must(all(is_text(line[each]) for each in ("stream", "id", "type", "recordedAt")), "a text is none")
        data, metadata = payload_of(line, "data"), payload_of(line, "metadata")
        proof = proof_from(line["proof"], "the proof is none")
        must(self.mode == "selective" or not proof, "a full bundle has no proofs")
        position = line["position"]
        self.placed(position)
        for which, payload in (("data", data), ("metadata", metadata)):
            if payload and not payload[0]:
                raise Verdict("PAYLOAD_MISMATCH", f"{which} of position {position} is not what was recorded", position)
        self.events += 1
        self.absent += (data is None) + (metadata is None)
        names = ["position", "stream", "revision", "id", "type", "schemaVersion", "recordedAt"]
        values = [str(line[each]) for each in [*names, "dataDigest", "metadataDigest"]]
        leaf = hashlib.sha256(b"\x00" + netstrings(["talkoot-event/v1", *values])).digest()
        if self.mode == "full":
            self.range.append(leaf)
        elif not includes(leaf, position - 1, self.note["size"], proof, self.note["root"]):
            raise Verdict("BAD_INCLUSION", f"position {position} is not in the log that was signed", position)
        self.weigh(line, data, metadata)

    def weigh(self, line, data, metadata):
        """What the event says of what is sealed, gone or decided."""
        position = line["position"]
        if metadata is None:
            # What is not public is withheld whole; whatever else is missing was decided on.
            if data or not self.is_public:
                raise Verdict("UNACCOUNTED", f"the metadata of position {position} is missing", position)
            return
        is_sealed = SEALED in data[1] if data else None
        decides = data is not None and (line["type"] == "RemovalConfirmed" or line["type"] in ERASURES)
        if is_sealed is False and not decides:
            return
        found = ACTOR.match(metadata[1])
        actor = found[1].decode() if found else None
        if decides and actor is not None:
            self.accounts.decide(line, data[1], actor)
        self.accounts.keep(line, actor, is_sealed)

    def leaf(self, line):
        must(is_number(line["position"]), "a number of the leaf is none")
        leaf = hash_from(line["hash"], "the hash of the leaf is none")
        must(self.mode == "full", "a selective bundle has no leaves")
        self.placed(line["position"])
        self.range.append(leaf)

    def end(self, line):
        must(is_number(line["events"]) and line["events"] == self.events, "the number of events is another")
        size, root = self.note["size"], self.note["root"]
        if self.mode == "full" and self.last < size:
            raise Verdict("GAP", f"position {self.last + 1} is missing", self.last + 1)
        if self.mode == "full":
            is_root = self.range.root() == root
        else:
            is_root = size > 0 or root == EMPTY_ROOT
        if not is_root:
            raise Verdict("BAD_ROOT", "the log that was signed is another")
        self.accounts.close()


def state_of(text):
    parts = re.fullmatch(r'(\{"kind":"state".*),"check":"([0-9a-f]{64})"\}\n', text)
    if not parts or hashlib.sha256(parts[1].encode()).hexdigest() != parts[2]:
        return None
    state = json.loads(parts[1] + "}")
    lists = [state.get(each) for each in ("peaks", "sealed", "gone")]
    if state.get("format") != "talkoot-verify/v2" or any(type(each) is not list for each in lists):
        return None
    if not all(is_number(state.get(each)) for each in ("bytes", "last", "events", "absent", "told")):
        return None
    state["peaks"] = [hash_from(each, "a peak is none") for each in state["peaks"]]
    accounts = Accounts()
    accounts.sealed = {key: [events, first] for key, events, first in state["sealed"]}
    accounts.gone = {position: [category, settled] for position, category, settled in state["gone"]}
    accounts.told = state["told"]
    return {**state, "accounts": accounts}


def prefix_of(file, count):
    """The hash of the first bytes of a file, to be gone on with; nothing when there are not so many."""
    prefix = hashlib.sha256()
    file.seek(0)
    while count > 0:
        chunk = file.read(min(1 << 20, count))
        if not chunk:
            return None
        prefix.update(chunk)
        count -= len(chunk)
    return prefix


def gone_on(state_file, file):
    """Where a verification that was broken off goes on. What lies before is hashed again: it may have been changed."""
    try:
        with open(state_file, encoding="utf-8", newline="") as kept:
            text = kept.read()
    except FileNotFoundError:
        return None
    # Whatever else it is, it is not to be written over.
    if not text.startswith('{"kind":"state"'):
        raise OSError(f"{state_file} is something else: name another file for the state")
    try:
        state = state_of(text)
    except (Verdict, ValueError, TypeError):
        state = None
    prefix = prefix_of(file, state["bytes"]) if state else None
    if state and prefix and prefix.hexdigest() == state["prefix"]:
        return {**state, "prefix": prefix}
    print("The state file does not fit this bundle: beginning anew.", file=sys.stderr)
    return None


def keep_state(state_file, bundle, done, prefix):
    """Whole or not at all."""
    state = {
        "kind": "state", "format": "talkoot-verify/v2", "bytes": done, "prefix": prefix.hexdigest(),
        "last": bundle.last, "events": bundle.events, "absent": bundle.absent,
        "peaks": [base64.b64encode(each).decode() for each in bundle.range.peaks],
        "sealed": [[key, *told] for key, told in bundle.accounts.sealed.items()],
        "gone": [[position, *told] for position, told in bundle.accounts.gone.items()],
        "told": bundle.accounts.told,
    }
    text = json.dumps(state, separators=(",", ":"))[:-1]
    with open(state_file + ".part", "w", encoding="utf-8", newline="") as out:
        out.write(f'{text},"check":"{hashlib.sha256(text.encode()).hexdigest()}"}}\n')
        out.flush()
        os.fsync(out.fileno())
    os.replace(state_file + ".part", state_file)


def take_up(bundle, begun, done):
    """Takes up a state behind a head that was read anew: who signed what is never taken from it."""
    full = bundle.mode == "full"
    ones = bin(begun["last"]).count("1") if full else 0
    if begun["bytes"] < done or len(begun["peaks"]) != ones or begun["last"] > bundle.note["size"]:
        return False
    bundle.last, bundle.events, bundle.absent = begun["last"], begun["events"], begun["absent"]
    bundle.range.peaks, bundle.range.size = begun["peaks"], begun["last"] if full else 0
    bundle.accounts = begun["accounts"]
    print(f"Going on behind position {bundle.last}.", file=sys.stderr)
    return True


def verify_bundle(name, given_policy=None, on_progress=None, state_file=None):
    bundle = Bundle(given_policy)
    state = "nothing"
    done = kept = 0
    prefix = hashlib.sha256()
    try:
        with open(name, "rb") as file:
            whole = os.fstat(file.fileno()).st_size
            begun = gone_on(state_file, file) if state_file else None
            file.seek(0)
            while True:
                line = file.readline(MOST_LINE_BYTES + 1)
                if not line:
                    break
                if begun and line.startswith((b'{"kind":"event"', b'{"kind":"leaf"')):
                    if take_up(bundle, begun, done):
                        done, prefix, kept, state = begun["bytes"], begun["prefix"], begun["last"], "event"
                        begun = None
                        file.seek(done)
                        continue
                    begun = None
                must(len(line) <= MOST_LINE_BYTES, "a line is too long")
                must(line.endswith(b"\n"), "the last line is not ended")
                value = object_of(line[:-1])
                kind = value["kind"]
                must(state in BEFORE[kind], f"{kind} stands after {state}")
                bundle.accounts.follows(kind)
                if kind in ("erasure", "removal"):
                    bundle.accounts.account(value, line[:-1].decode())
                else:
                    getattr(bundle, "read_policy" if kind == "policy" else kind)(value)
                state = kind
                done += len(line)
                if on_progress:
                    on_progress(done, whole)
                if state_file:
                    prefix.update(line)
                    if bundle.last >= kept + STATE_EVERY and not bundle.accounts.awaited:
                        keep_state(state_file, bundle, done, prefix)
                        kept = bundle.last
        must(state == "end", "the bundle is cut off")
        seen = f"{bundle.events} events of a log of {bundle.note['size']}, signed by {bundle.policy['log']['name']}"
        if bundle.accounts.told > 0:
            decided = f"; {bundle.accounts.told} decisions to erase, restrict or remove are told"
        else:
            decided = ""
        if bundle.absent > 0:
            absent = f"{seen}; {bundle.absent} payloads are withheld or removed{decided}"
            raise Verdict("OK_WITH_ERASURES", absent, bundle.absent)
        raise Verdict("OK", seen + decided)
    except Verdict as verdict:
        if state_file and os.path.exists(state_file):
            os.remove(state_file)
        return verdict


def progress():
    """Tells every twentieth part of a long way."""
    told = 0

    def tell(done, of):
        nonlocal told
        part = 20 * done // of
        if of >= LONG_BYTES and part != told:
            told = part
            print(f"{5 * part} % …", file=sys.stderr)

    return tell


def main(argv):
    if argv == ["--batch"]:
        for name in sys.stdin.read().split("\n"):
            if name:
                print(f"{name}\t{verify_bundle(name).verdict}")
        return 0
    given = {}
    while len(argv) > 2 and argv[0] in ("--policy", "--state"):
        given[argv[0]] = argv[1]
        argv = argv[2:]
    if len(argv) != 1 or argv[0].startswith("--"):
        print("Use: python3 verify.py [--policy policy.txt] [--state file] bundle.ndjson", file=sys.stderr)
        return 2
    policy = None
    if "--policy" in given:
        with open(given["--policy"], encoding="utf-8", newline="") as file:
            policy = file.read()
    verdict = verify_bundle(argv[0], policy, progress(), given.get("--state"))
    print(f"{verdict.verdict}\n{verdict}")
    return verdict.code


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        sys.exit(3)
