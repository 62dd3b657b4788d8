#!/usr/bin/python3
"""Prints the passcode of this half minute: passcode.py [SECRET]

SECRET is base32; without one it is that of the cloud's demo-totp and demo-mfa.
RFC 6238 as keystone speaks it: SHA-1, six digits, thirty seconds.
"""
import base64
import hashlib
import hmac
import struct
import sys
import time

secret = sys.argv[1] if len(sys.argv) > 1 else "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
count = struct.pack(">Q", int(time.time()) // 30)
mac = hmac.new(base64.b32decode(secret), count, hashlib.sha1).digest()
at = mac[-1] & 15
number = struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF
print("%06d" % (number % 1_000_000))
