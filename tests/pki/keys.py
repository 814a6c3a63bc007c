"""Keys that come out the same each time: a case that fails tomorrow is the case that failed today.

They protect nothing: everybody who reads this file has them.
"""

import functools
import hashlib
import random

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

EXPONENT = 65537
SIEVE = [number for number in range(3, 2000, 2) if all(number % small for small in range(3, 45, 2) if small < number)]


def _seed(name):
    return int.from_bytes(hashlib.sha512(b"paraphe test key " + name.encode()).digest(), "big")


def _is_prime(number, chance):
    if any(number % small == 0 for small in SIEVE):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(8):
        power = pow(chance.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def _prime(bits, chance):
    while True:
        # The two highest bits: the product of two such primes has its full length.
        number = chance.getrandbits(bits) | 3 << (bits - 2) | 1
        if number % EXPONENT != 1 and _is_prime(number, chance):
            return number


@functools.cache
def rsa_key(name, bits=2048):
    chance = random.Random(_seed(f"{name} {bits}"))
    p, q = _prime(bits // 2, chance), _prime(bits // 2, chance)
    d = pow(EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(EXPONENT, p * q)
    return rsa.RSAPrivateNumbers(
        p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public
    ).private_key()


@functools.cache
def curve_key(name, curve=ec.SECP256R1):
    return ec.derive_private_key(_seed(f"{name} {curve.name}") % 2 ** (curve().key_size - 1), curve())


@functools.cache
def edwards_key(name):
    return ed25519.Ed25519PrivateKey.from_private_bytes(_seed(name).to_bytes(64, "big")[:32])
