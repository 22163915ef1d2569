package creds

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"
)

// Keys are made here, so that the repository holds none.
func freshKey(t *testing.T) string {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))
}

func TestPrivateKeys(t *testing.T) {
	key := freshKey(t)
	escaped := strings.ReplaceAll(key, "\n", `\n`)
	account, err := json.MarshalIndent(map[string]string{
		"type": "service_account", "project_id": "p", "private_key_id": "k", "private_key": key, "client_email": "agent@p.iam.gserviceaccount.com",
	}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, kind string }{
		"file":      {key, "private-key"},
		"yaml":      {"tls.key: |\n    " + strings.ReplaceAll(key, "\n", "\n    "), "private-key"},
		"escaped":   {`key = "` + escaped + `"`, "private-key"},
		"crlf":      {strings.ReplaceAll(key, "\n", "\r\n"), "private-key"},
		"account":   {string(account), "google-service-account-key"},
		"encrypted": {strings.ReplaceAll(key, "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "encrypted-private-key"},
		"legacy encrypted": {"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,8F14E45FCEEA467F9A36DEDD4BEA2543\n\n" +
			strings.Join(strings.Split(key, "\n")[1:4], "\n") + "\n-----END RSA PRIVATE KEY-----\n", "encrypted-private-key"},
		"public":      {strings.ReplaceAll(key, "PRIVATE", "PUBLIC"), ""},
		"certificate": {strings.ReplaceAll(key, "PRIVATE KEY", "CERTIFICATE"), ""},
		"cut":         {key[:90] + "\n-----END PRIVATE KEY-----", ""},
		"open":        {key[:90], ""},
		"elided":      {"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg...\n-----END PRIVATE KEY-----", ""},
		"made up":     {"-----BEGIN PRIVATE KEY-----\\nfake\\n-----END PRIVATE KEY-----", ""},
		"pattern":     {`regexp.MustCompile("-----BEGIN (RSA|EC) PRIVATE KEY-----")`, ""},
	} {
		found := scanned("deploy/app.yaml", c.text)
		got := strings.Join(kindsOf(found), ",")
		if got != c.kind {
			t.Errorf("%s: %q, want %q", name, got, c.kind)
			continue
		}
		if name == "account" && found[0].Subject != "gcp-sa:agent@p.iam.gserviceaccount.com" {
			t.Errorf("account: subject %q", found[0].Subject)
		}
		if c.kind != "" {
			if f, ok := Identify(c.text); name != "yaml" && name != "escaped" && (!ok || f.ID != c.kind) {
				t.Errorf("%s: identified as %v", name, f)
			}
		}
	}
}
