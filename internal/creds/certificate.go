package creds

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"math"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// A private key lives as long as what is certified with it. Where its certificate
// stands in the same file, that says how long.

const (
	// maxCertificates bounds how many certificates of a file are read.
	maxCertificates = 8
	// maxCertificate is the largest that is read, in bytes of base64.
	maxCertificate = 16 << 10
)

// certificate is a public key with the time for which it is vouched.
type certificate struct {
	public   []byte // a part of it that the private key holds too
	lifetime nhi.Lifetime
}

// certify gives the private keys of a file the lives of their certificates.
func certify(text string, hits []hit) {
	keys := false
	for _, h := range hits {
		keys = keys || h.public != nil
	}
	if !keys {
		return
	}
	certificates := certificatesIn(text)
	for i := range hits {
		for _, c := range certificates {
			if hits[i].public != nil && bytes.Contains(hits[i].public, c.public) {
				hits[i].lifetime = c.lifetime
				break
			}
		}
	}
}

// certificatesIn are the first certificates of a file: PEM, PEM in base64, and
// OpenSSH's.
func certificatesIn(text string) (out []certificate) {
	each := func(mark string, read func(at int) (certificate, bool)) {
		for at, n := 0, 0; n < maxCertificates; n++ {
			i := strings.Index(text[at:], mark)
			if i < 0 {
				return
			}
			if c, ok := read(at + i); ok {
				out = append(out, c)
			}
			at += i + len(mark)
		}
	}
	each("-----BEGIN CERTIFICATE-----", func(at int) (certificate, bool) {
		body, _, _ := armoured(text, at+len("-----BEGIN CERTIFICATE-----"))
		return x509Of(decodeBase64(string(body)))
	})
	each("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", func(at int) (certificate, bool) {
		raw, _ := unwrap(text, at)
		block, _ := pem.Decode(raw)
		if block == nil {
			return certificate{}, false
		}
		return x509Of(block.Bytes)
	})
	each("-cert-v01@openssh.com ", func(at int) (certificate, bool) {
		start := at + len("-cert-v01@openssh.com ")
		raw, _ := unwrap(text, start)
		return sshOf(raw)
	})
	return out
}

// x509Of reads notBefore and notAfter.
func x509Of(der []byte) (certificate, bool) {
	if len(der) == 0 || len(der) > maxCertificate {
		return certificate{}, false
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		return certificate{}, false
	}
	var public []byte
	switch k := c.PublicKey.(type) {
	case *rsa.PublicKey:
		public = k.N.Bytes()
	case *ecdsa.PublicKey:
		if b, err := k.Bytes(); err == nil {
			public = b
		}
	case ed25519.PublicKey:
		public = k
	}
	from, to := c.NotBefore.Unix(), c.NotAfter.Unix()
	if len(public) < 32 || to > lastSecond || to <= from {
		return certificate{}, false
	}
	return certificate{public, decoded(from, to, dated(to), "notAfter")}, true
}

// sshOf reads the life of an OpenSSH certificate (PROTOCOL.certkeys): type,
// nonce, the fields of the public key, serial, kind, id, principals, and the two
// times.
func sshOf(raw []byte) (certificate, bool) {
	r := wire{b: raw}
	kind := string(r.text())
	r.text() // nonce
	fields := map[string]int{"ssh-rsa": 2, "ssh-ed25519": 1, "ecdsa-sha2-nistp256": 2, "ecdsa-sha2-nistp384": 2, "ecdsa-sha2-nistp521": 2, "ssh-dss": 4}
	n := fields[strings.TrimSuffix(kind, "-cert-v01@openssh.com")]
	if n == 0 || !strings.HasSuffix(kind, "-cert-v01@openssh.com") {
		return certificate{}, false
	}
	var public []byte // the longest field tells keys apart: modulus, point
	for range n {
		if f := r.text(); len(f) > len(public) {
			public = f
		}
	}
	r.number(8) // serial
	r.number(4) // user or host
	r.text()    // id
	r.text()    // principals
	from, to := r.number(8), r.number(8)
	if r.short || len(public) < 32 || from > lastSecond || to <= from {
		return certificate{}, false
	}
	life := nhi.Lifetime{Known: true, Never: true, Basis: nhi.Decoded, Field: "valid before"}
	if to != math.MaxUint64 && to <= lastSecond {
		life = decoded(int64(from), int64(to), dated(int64(to)), "valid before")
	}
	return certificate{public, life}, true
}

// wire reads the fields of SSH's binary packets (RFC 4251). After the end
// everything is empty, and short.
type wire struct {
	b     []byte
	short bool
}

func (r *wire) number(size int) uint64 {
	if len(r.b) < size {
		r.b, r.short = nil, true
		return 0
	}
	var v [8]byte
	copy(v[8-size:], r.b[:size])
	r.b = r.b[size:]
	return binary.BigEndian.Uint64(v[:])
}

func (r *wire) text() []byte {
	n := r.number(4)
	if n > uint64(len(r.b)) {
		r.b, r.short = nil, true
		return nil
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}
