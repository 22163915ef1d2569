package creds

import (
	"encoding/binary"

	"github.com/nhivet/nhivet/internal/nhi"
)

// pgpLife reads how long an OpenPGP key lives: the time of its making and, of the
// last self-signature that says one, the time to its expiry (RFC 9580, sections
// 4.2, 5.2.3 and 5.5.3). A key whose self-signatures say nothing never expires;
// one without any self-signature is unknown.
func pgpLife(b []byte) nhi.Lifetime {
	var made, after int64
	signed := false
	for n := 0; len(b) > 0 && n < 64; n++ {
		tag, body, rest, ok := packet(b)
		if !ok {
			break
		}
		b = rest
		switch {
		case (tag == 5 || tag == 6) && made == 0 && len(body) > 5:
			made = int64(binary.BigEndian.Uint32(body[1:]))
		case tag == 7 || tag == 14:
			// what follows is about a subkey
			return pgpEnd(made, after, signed)
		case tag == 2 && made > 0:
			if v, self := expiration(body); self {
				signed = true
				if v > 0 {
					after = v
				}
			}
		}
	}
	return pgpEnd(made, after, signed)
}

func pgpEnd(made, after int64, signed bool) nhi.Lifetime {
	switch {
	case made == 0 || !signed:
		return nhi.Lifetime{}
	case after == 0:
		return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Decoded, Field: "key expiration"}
	}
	return decoded(made, made+after, dated(made+after), "key expiration")
}

// packet takes the first packet off. Lengths in parts belong to data, not to keys.
func packet(b []byte) (tag int, body, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x80 == 0 {
		return 0, nil, nil, false
	}
	size, at := 0, 0
	if b[0]&0x40 != 0 {
		tag = int(b[0] & 0x3f)
		switch l := int(b[1]); {
		case l < 192:
			size, at = l, 2
		case l < 224 && len(b) > 2:
			size, at = (l-192)<<8+int(b[2])+192, 3
		case l == 255 && len(b) > 5:
			size, at = int(binary.BigEndian.Uint32(b[2:])), 6
		default:
			return 0, nil, nil, false
		}
	} else {
		tag = int(b[0] & 0x3f >> 2)
		switch b[0] & 3 {
		case 0:
			size, at = int(b[1]), 2
		case 1:
			if len(b) < 3 {
				return 0, nil, nil, false
			}
			size, at = int(binary.BigEndian.Uint16(b[1:])), 3
		case 2:
			if len(b) < 5 {
				return 0, nil, nil, false
			}
			size, at = int(binary.BigEndian.Uint32(b[1:])), 5
		default:
			return 0, nil, nil, false
		}
	}
	if size > len(b)-at {
		return 0, nil, nil, false
	}
	return tag, b[at : at+size], b[at+size:], true
}

// expiration reads the key expiration time (subpacket 9) out of the hashed part of
// a certification or a direct key signature.
func expiration(sig []byte) (seconds int64, self bool) {
	if len(sig) < 6 || sig[0] != 4 && sig[0] != 6 || sig[1] < 0x10 || sig[1] > 0x13 && sig[1] != 0x1f {
		return 0, false
	}
	n, at := int(binary.BigEndian.Uint16(sig[4:])), 6
	if sig[0] == 6 {
		if len(sig) < 8 {
			return 0, false
		}
		n, at = int(binary.BigEndian.Uint32(sig[4:])), 8
	}
	if n > len(sig)-at {
		return 0, false
	}
	for s := sig[at : at+n]; len(s) > 1; {
		l, head := int(s[0]), 1
		switch {
		case l >= 192 && l < 255:
			l, head = (l-192)<<8+int(s[1])+192, 2
		case l == 255:
			if len(s) < 5 {
				return 0, true
			}
			l, head = int(binary.BigEndian.Uint32(s[1:])), 5
		}
		if l < 1 || l > len(s)-head {
			return 0, true
		}
		if s[head]&0x7f == 9 && l == 5 {
			seconds = int64(binary.BigEndian.Uint32(s[head+1:]))
		}
		s = s[head+l:]
	}
	return seconds, true
}
