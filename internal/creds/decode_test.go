package creds

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

// one expects a single credential in a text.
func found1(t *testing.T, name, text, kind string) Found {
	t.Helper()
	found := scanned("deploy/app.yaml", text)
	if len(found) != 1 || found[0].Format.ID != kind {
		t.Fatalf("%s: %v, want %s", name, kindsOf(found), kind)
	}
	return found[0]
}

func TestPresigned(t *testing.T) {
	const sig = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	base := "https://bucket.s3.amazonaws.com/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAQ3EGJ5T2VXW4YBZD%2F20270102%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20270102T030405Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature="
	f := scanned("a.md", base+sig)
	var h Found
	for _, x := range f {
		if x.Format.ID == "aws-presigned-url" {
			h = x
		}
	}
	if len(f) != 1 { // the id of the key that signed it is no secret
		t.Errorf("%v", kindsOf(f))
	}
	if h.Format == nil || h.Lifetime.Seconds != 3600 || h.Lifetime.Expires != "2027-01-02T04:04:05Z" {
		t.Fatalf("%v", kindsOf(f))
	}
	for _, bad := range []string{strings.Replace(base, "Expires=3600", "Expires=999999999", 1) + sig, strings.Replace(base, "Date=2027", "Date=xx", 1) + sig, base + sig[:20], "X-Amz-Signature=" + sig} {
		for _, x := range scanned("a.md", bad) {
			if x.Format.ID == "aws-presigned-url" {
				t.Errorf("%s: found", bad)
			}
		}
	}
	if k := Sample("bedrock-session-key", 4); found1(t, "bedrock", "k: "+k, "bedrock-session-key").Lifetime.Expires != "2027-01-02T15:04:05Z" {
		t.Error("the life of a short-term key of Bedrock")
	}
}

func TestMacaroon(t *testing.T) {
	plain := Sample("pypi-token", 5)
	if l := found1(t, "pypi", "password = "+plain, "pypi-token").Lifetime; !l.Never || l.Basis != nhi.Decoded {
		t.Errorf("a person's token: %+v", l)
	}
	raw := decodeBase64(strings.TrimPrefix(plain, "pypi-"))
	caveat := "[0,1770000900,1770000000]"
	i := bytes.Index(raw, []byte{0, 0, 6})
	raw = append(append(append([]byte{}, raw[:i+1]...), append([]byte{2, byte(len(caveat))}, caveat+"\x00"...)...), raw[i+1:]...)
	trusted := "pypi-" + base64.RawURLEncoding.EncodeToString(raw)
	if l := found1(t, "trusted", "password = "+trusted, "pypi-token").Lifetime; l.Seconds != 900 || l.Expires != "2026-02-02T02:55:00Z" {
		t.Errorf("a token of trusted publishing: %+v", l)
	}
	if l := found1(t, "reference", "k: "+Sample("artifactory-reference-token", 2), "artifactory-reference-token").Lifetime; l.Expires != "2030-01-01T00:00:00Z" {
		t.Errorf("%+v", l)
	}
}

// certified makes a key and a certificate of it for so long.
func certified(t *testing.T, life time.Duration) (key, cert string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	der, err := x509.CreateCertificate(rand.Reader, &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "agent"}, NotBefore: from, NotAfter: from.Add(life)},
		&x509.Certificate{}, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw})), string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

func TestCertificates(t *testing.T) {
	key, cert := certified(t, 6*time.Hour)
	if l := found1(t, "beside", key+cert, "private-key").Lifetime; l.Seconds != 6*hour || l.Expires != "2027-01-01T06:00:00Z" {
		t.Errorf("%+v", l)
	}
	_, other := certified(t, 6*time.Hour)
	if l := found1(t, "another's", key+other, "private-key").Lifetime; l.Known {
		t.Errorf("another key's certificate: %+v", l)
	}
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	config := "users:\n- name: agent\n  user:\n    client-certificate-data: " + b64(cert) + "\n    client-key-data: " + b64(key) + "\n"
	f := found1(t, "kubeconfig", config, "private-key")
	if f.Lifetime.Seconds != 6*hour || f.Secret.Reveal() != b64(key) {
		t.Errorf("kubeconfig: %+v", f.Lifetime)
	}
	if g, ok := Identify(b64(key)); !ok || g.ID != "private-key" {
		t.Error("a key in base64 is not identified")
	}
	if found := scanned("a.yaml", "ca: "+b64(cert)+"\ncert: |\n"+cert); len(found) != 0 {
		t.Errorf("a certificate alone: %v", kindsOf(found))
	}
}

func TestSSHCertificate(t *testing.T) {
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text := func(b *bytes.Buffer, s string) {
		binary.Write(b, binary.BigEndian, uint32(len(s)))
		b.WriteString(s)
	}
	made := func(to uint64) []byte {
		var b bytes.Buffer
		text(&b, "ssh-ed25519-cert-v01@openssh.com")
		text(&b, "nonce")
		text(&b, string(public))
		binary.Write(&b, binary.BigEndian, uint64(1))
		binary.Write(&b, binary.BigEndian, uint32(1))
		text(&b, "agent")
		text(&b, "")
		binary.Write(&b, binary.BigEndian, uint64(1800000000))
		binary.Write(&b, binary.BigEndian, to)
		return b.Bytes()
	}
	var key bytes.Buffer
	key.WriteString("openssh-key-v1\x00")
	for _, s := range []string{"none", "none", ""} {
		text(&key, s)
	}
	key.WriteString(string(public) + strings.Repeat("k", 64))
	pair := func(to uint64) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: key.Bytes()})) +
			"ssh-ed25519-cert-v01@openssh.com " + base64.StdEncoding.EncodeToString(made(to)) + " agent\n"
	}
	if l := found1(t, "four hours", pair(1800000000+4*hour), "ssh-private-key").Lifetime; l.Seconds != 4*hour || l.Basis != nhi.Decoded {
		t.Errorf("%+v", l)
	}
	if l := found1(t, "for ever", pair(math.MaxUint64), "ssh-private-key").Lifetime; !l.Never || l.Basis != nhi.Decoded {
		t.Errorf("%+v", l)
	}
	for n := range len(made(9)) {
		if _, ok := sshOf(made(1900000000)[:n]); ok {
			t.Fatalf("a certificate cut at %d is read", n)
		}
	}
}

func TestPGP(t *testing.T) {
	sub := func(kind byte, body ...byte) []byte { return append([]byte{byte(len(body) + 1), kind}, body...) }
	key := append([]byte{4, 0x6b, 0x49, 0xd2, 0x00, 22}, bytes.Repeat([]byte{7}, 40)...) // made at 1800000000
	sig := func(hashed []byte) []byte {
		return append(append([]byte{4, 0x13, 22, 8, byte(len(hashed) >> 8), byte(len(hashed))}, hashed...), 0, 0, 1, 2)
	}
	old := func(tag byte, body []byte) []byte { return append([]byte{0x80 | tag<<2, byte(len(body))}, body...) }
	modern := func(tag byte, body []byte) []byte { return append([]byte{0xc0 | tag, byte(len(body))}, body...) }
	year := []byte{0x01, 0xe1, 0x33, 0x80}
	for name, c := range map[string]struct {
		text  []byte
		never bool
		life  int64
	}{
		"a year":   {append(append(old(5, key), modern(13, []byte("agent"))...), modern(2, sig(sub(9, year...)))...), false, 365 * day},
		"no end":   {append(append(modern(5, key), modern(13, []byte("agent"))...), old(2, sig(sub(27, 3)))...), true, 0},
		"unsigned": {old(5, key), false, 0},
	} {
		l := pgpLife(c.text)
		if l.Never != c.never || l.Seconds != c.life {
			t.Errorf("%s: %+v", name, l)
		}
		armour := "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n" + base64.StdEncoding.EncodeToString(c.text) + "\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n"
		if f := scanned("key.asc.txt", armour); len(f) != 1 || f[0].Lifetime.Never != c.never {
			t.Errorf("%s: armoured: %v", name, kindsOf(f))
		}
		for n := range len(c.text) {
			pgpLife(c.text[:n])
		}
	}
}

func TestLogins(t *testing.T) {
	b64 := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	token := Sample("docker-token", 4)
	for text, want := range map[string]string{
		"Authorization: Basic " + b64("svc:Tq7mZr2Lk9Xv"):                      "basic-auth",
		`headers = {"Authorization": "Basic ` + b64("svc:Tq7mZr2Lk9Xv") + `"}`: "basic-auth",
		`{"auths":{"r.corp.io":{"auth":"` + b64("svc:Tq7mZr2Lk9Xv") + `"}}}`:   "basic-auth",
		`{"auths":{"r.corp.io":{"auth": "` + b64("svc:"+token) + `"}}}`:        "docker-token",
		"Authorization: Basic " + b64("user:password"):                         "",
		"Authorization: Basic " + b64("just text, no login"):                   "",
		"Authorization: Basic dXNlcjpwYXNzd29yZA==":                            "",
		`"auth": "none of it"`:                                                 "",
		"Authorization: Bearer ${TOKEN}":                                       "",
		`{"type":"authorized_user","refresh_token":"` + refresh + `"}`:         "google-user-credentials",
		`{"refresh_token":"` + refresh + `"}`:                                  "google-refresh-token",
		`{"type":"external_account","audience":"//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q","credential_source":{"file":"/var/run/token"}}`: "",
	} {
		if got := strings.Join(kindsOf(scanned("deploy/app.yaml", text+"\n")), ","); got != want {
			t.Errorf("%.40s: %q, want %q", text, got, want)
		}
	}
}

var refresh = Sample("google-refresh-token", 2)

func TestTokensOfClusters(t *testing.T) {
	head := `{"alg":"RS256","kid":"k"}`
	bound := webTokenOf(head, `{"iss":"https://kubernetes.default.svc","aud":["vault"],"iat":1800000000,"exp":1800003600,"kubernetes.io":{"namespace":"a","pod":{"name":"p"}}}`, 342)
	f := found1(t, "bound", "t: "+bound, "kubernetes-bound-token")
	if f.Lifetime.Seconds != hour || f.Attributes["audience"] != "vault" || f.Attributes["issuer"] != "https://kubernetes.default.svc" {
		t.Errorf("%+v %v", f.Lifetime, f.Attributes)
	}
	legacy := webTokenOf(head, `{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:a:b"}`, 342)
	if f := found1(t, "legacy", "t: "+legacy, "kubernetes-service-account-token"); !f.Lifetime.Never {
		t.Errorf("%+v", f.Lifetime)
	}
}

func FuzzDecoders(f *testing.F) {
	f.Add([]byte("\x02\x01\x08pypi.org"))
	f.Add([]byte{0x95, 4, 4, 1, 2, 3})
	f.Add([]byte("\x00\x00\x00\x20ssh-ed25519-cert-v01@openssh.com"))
	f.Add([]byte("?X-Amz-Date=20270102T030405Z&X-Amz-Expires=1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		pgpLife(b)
		sshOf(b)
		x509Of(b)
		presignedLife(string(b))
		caveats("pypi-" + base64.RawURLEncoding.EncodeToString(b))
		for _, find := range []finder{findBasic, findLogin, findWrapped, findPresigned, findSAS, findPEM} {
			for at := range min(len(b), 64) {
				if h, ok := find(string(b), at); ok && (h.start < 0 || h.end > len(b) || h.start >= h.end) {
					t.Fatalf("%d-%d of %d", h.start, h.end, len(b))
				}
			}
		}
	})
}
