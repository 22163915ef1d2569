package creds

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func scanned(path, text string) []Found { return Scan(nhi.NewFile(path, []byte(text))) }

// Every shape is found in raw text, identified alone, and described in full.
func TestEveryFormat(t *testing.T) {
	shaped := 0
	for _, f := range Formats() {
		if f.Title == "" || f.ID == "" {
			t.Errorf("%q: no title", f.ID)
		}
		if f.Lifetime.Known && f.Lifetime.Source == "" {
			t.Errorf("%s: a life without a source", f.ID)
		}
		if len(f.shapes) == 0 {
			continue
		}
		shaped++
		for seed := int64(1); seed < 6; seed++ {
			token := Sample(f.ID, seed)
			if token == "" {
				t.Errorf("%s: no sample", f.ID)
				continue
			}
			got, ok := Identify(token)
			if !ok || got.ID != f.ID {
				t.Errorf("%s: identified as %v %v", f.ID, got, ok)
			}
			if got, ok := Identify("Bearer " + token); !ok || got.ID != f.ID {
				t.Errorf("%s: not identified as a bearer token", f.ID)
			}
			if f.quiet && f.Infix == nil {
				continue
			}
			if f.ID == "entra-client-secret" {
				token = token[:3] + "8" + token[4:]
			}
			for _, frame := range []string{"key = %q\n", "KEY=%s\n", `{"a": {"b":"%s"}}`, "x: '%s' # note", "curl -H 'Authorization: Bearer %s'", `"line\n%s\n"`, "`%s`", "%s"} {
				text := fmt.Sprintf(frame, token)
				found := scanned("deploy/app.yaml", text)
				if len(found) != 1 || found[0].Format.ID != f.ID || found[0].Secret.Reveal() != token {
					t.Errorf("%s in %q: %v", f.ID, frame, kindsOf(found))
				}
			}
			// inside a longer word it is something else
			if found := scanned("a.yaml", "x = prefix"+token); len(found) != 0 && found[0].Format.ID == f.ID {
				t.Errorf("%s: found inside a word", f.ID)
			}
		}
	}
	if shaped < 70 {
		t.Errorf("%d formats have a shape", shaped)
	}
}

func kindsOf(found []Found) []string {
	out := []string{}
	for _, f := range found {
		out = append(out, f.Format.ID)
	}
	return out
}

func TestTokensAreToldApart(t *testing.T) {
	for id, want := range map[string]struct {
		static, admin, never bool
		seconds              int64
	}{
		"github-classic-token":          {static: true},
		"github-installation-token":     {seconds: hour},
		"aws-access-key":                {static: true, never: true},
		"aws-session-key":               {seconds: 12 * hour},
		"anthropic-api-key":             {static: true, never: true},
		"anthropic-admin-key":           {static: true, admin: true, never: true},
		"anthropic-oauth-token":         {},
		"claude-setup-token":            {static: true, seconds: 365 * day},
		"doppler-service-account-token": {static: true},
		"figma-token":                   {static: true, seconds: 90 * day},
		"openai-admin-key":              {static: true, admin: true, never: true},
		"slack-rotated-token":           {seconds: 12 * hour},
		"npm-token":                     {static: true, seconds: 90 * day},
		"vault-token":                   {},
	} {
		f := ByID(id)
		if f.Static != want.static || f.Administrative != want.admin || f.Lifetime.Never != want.never || f.Lifetime.Seconds != want.seconds {
			t.Errorf("%s: %+v", id, *f)
		}
	}
}

// A name tells two kinds of one form apart.
func TestForm(t *testing.T) {
	token := Sample("anthropic-oauth-token", 3)
	for name, want := range map[string]string{"CLAUDE_CODE_OAUTH_TOKEN": "claude-setup-token", "ANTHROPIC_AUTH_TOKEN": "anthropic-oauth-token", "x": "anthropic-oauth-token"} {
		file := nhi.NewFile("a.env", []byte(token))
		if c := Judge(name, token, file.At(0, file.Len())); c == nil || c.Kind != want {
			t.Errorf("%s: %v", name, c)
		}
	}
	if c := Describe("CLAUDE_CODE_OAUTH_TOKEN"); c.Lifetime.Seconds != year || !c.Static {
		t.Errorf("%+v", c.Lifetime)
	}
	account := "ya29.c." + strings.TrimPrefix(Sample("google-access-token", 3), "ya29.")
	if f, ok := Identify(account); !ok || f.ID != "google-access-token" {
		t.Error("a service account's access token is not identified")
	}
}

func TestChecksum(t *testing.T) {
	good := Sample("github-classic-token", 7)
	bad := good[:len(good)-1] + "Z"
	if good == bad {
		bad = good[:len(good)-1] + "a"
	}
	if _, ok := Identify(bad); ok {
		t.Error("a token whose checksum fails was identified")
	}
	if len(scanned("a.go", bad)) != 0 {
		t.Error("a token whose checksum fails was found")
	}
}

func TestGossipKey(t *testing.T) {
	for text, want := range map[string]int{
		`encrypt = "q7Rw2ZxK9mVb4TnYc1LsHw=="`: 1, "consul agent -encrypt=q7Rw2ZxK9mVb4TnYc1LsHw== -join a": 1, `{"encrypt": "q7Rw2ZxK9mVb4TnYc1LsHd8PfGj3Uo5Xi6Ea0QkWzv8="}`: 1,
		`encrypt = "true"`: 0, `encrypt = "${var.gossip}"`: 0, `encrypted = "q7Rw2ZxK9mVb4TnYc1LsHw=="`: 0, `encrypt = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s"`: 0,
	} {
		if found := scanned("consul.hcl", text); len(found) != want {
			t.Errorf("%s: %v", text, kindsOf(found))
		}
	}
}

func TestAWSPair(t *testing.T) {
	id, secret := Sample("aws-access-key", 3), "k2Jd8/sPq1Vb7Zt+Wm4Xc9Ln6Rf3Hg5Ty0Ua8Ei2"[:40]
	found := scanned("main.tf", "access_key = \""+id+"\"\nsecret_key = \""+secret+"\"\n")
	if len(found) != 1 || found[0].Secret.Reveal() != secret || found[0].Format.ID != "aws-access-key" {
		t.Errorf("pair: %v", kindsOf(found))
	}
	if found := scanned("main.tf", "secret_key = \""+secret+"\"\n"); len(found) != 0 {
		t.Error("a secret_key without an id was found")
	}
	if found := scanned("x.sh", "export AWS_SECRET_ACCESS_KEY="+secret+"\n"); len(found) != 1 {
		t.Error("a secret under its own name was not found")
	}
	temporary := "ASIA" + id[4:]
	if found := scanned("x.sh", "export AWS_ACCESS_KEY_ID="+temporary+"\nexport AWS_SECRET_ACCESS_KEY="+secret+"\n"); len(found) != 1 || found[0].Format.ID != "aws-session-key" {
		t.Errorf("session: %v", kindsOf(found))
	}
}

func webTokenOf(head, claims string, sig int) string {
	e := base64.RawURLEncoding.EncodeToString
	r := "q7Rw2ZxK9mVb4TnYc1LsHd8PfGj3Uo5Xi6Ea0Qk-Wz_vBtNyMgCrJhSpDlFu7R2w9ZkXmK4VbTn1YcLs8HdPf3GjUo5Xi6EaQ0k"
	return e([]byte(head)) + "." + e([]byte(claims)) + "." + strings.Repeat(r, 4)[:sig]
}

func TestJWT(t *testing.T) {
	hs := `{"alg":"HS256","typ":"JWT"}`
	for _, c := range []struct {
		name, text, kind string
		never            bool
		seconds          int64
	}{
		{"no end", webTokenOf(hs, `{"sub":"svc-7","iat":1700000000}`, 43), "jwt", true, 0},
		{"ten days", webTokenOf(hs, `{"sub":"svc-7","iat":1700000000,"exp":1700864000}`, 43), "jwt", false, 864000},
		{"no start", webTokenOf(hs, `{"sub":"svc-7","exp":1700864000}`, 43), "jwt", false, 0},
		{"kubernetes", webTokenOf(`{"alg":"RS256","kid":"k"}`, `{"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:a:b"}`, 342), "kubernetes-service-account-token", true, 0},
		{"supabase", webTokenOf(hs, `{"iss":"supabase","role":"service_role","iat":1700000000,"exp":2015000000}`, 43), "supabase-service-role-key", false, 315000000},
		{"public", webTokenOf(hs, `{"iss":"supabase","role":"anon","iat":1700000000,"exp":2015000000}`, 43), "", false, 0},
		{"unsigned", webTokenOf(`{"alg":"none"}`, `{"sub":"a"}`, 43), "", false, 0},
		{"short signature", webTokenOf(hs, `{"sub":"svc-7"}`, 12), "", false, 0},
		{"documentation", webTokenOf(hs, `{"sub":"1234567890","name":"John Doe","iat":1516239022}`, 43), "", false, 0},
		{"huge end", webTokenOf(hs, `{"sub":"svc-7","exp":1e300}`, 43), "", false, 0},
	} {
		found := scanned("app.py", `t = "`+c.text+`"`)
		if c.kind == "" {
			if len(found) != 0 {
				t.Errorf("%s: found", c.name)
			}
			continue
		}
		if len(found) != 1 || found[0].Format.ID != c.kind || found[0].Lifetime.Never != c.never || found[0].Lifetime.Seconds != c.seconds {
			t.Errorf("%s: %v", c.name, found)
		}
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]string{
		"postgres://svc:Tq7mZr2Lk9Xv@db.prod.internal.corp:5432/app":                      "database-url",
		"postgresql+asyncpg://svc:Tq7mZr2Lk9Xv@postgres:5432/app":                         "database-url",
		"mongodb+srv://svc:p%40ss9Zk2Lm@cluster1.k3fz9.mongodb.net/x":                     "database-url",
		"redis://:Tq7mZr2Lk9Xv@cache.svc.cluster.local:6379/0":                            "database-url",
		"https://deploy:Tq7mZr2Lk9Xv@git.corp.io/x.git":                                   "url-password",
		"https://x-access-token:" + Sample("github-classic-token", 4) + "@github.com/a/b": "github-classic-token",
		"postgres://postgres:bluebird@pg.prod.svc.cluster.local:5432/db":                  "database-url",
		"postgres://postgres:postgres@db:5432/app":                                        "",
		"postgres://svc:Tq7mZr2Lk9Xv@localhost:5432/app":                                  "",
		"postgres://svc:Tq7mZr2Lk9Xv@127.0.0.1/app":                                       "",
		"postgres://user:pass@host:5432/db":                                               "",
		"postgres://user:password@db.example.com/x":                                       "",
		"postgres://${USER}:${PASS}@db.corp.io/x":                                         "",
		"postgres://u:$(DB_PASS)@db.corp.io/x":                                            "",
		"postgres://%s:%s@%s/x":                                                           "",
		"postgres://{{ user }}:{{ pass }}@db.corp.io/x":                                   "",
		"postgres://<user>:<pass>@db.corp.io/x":                                           "",
		"mongodb+srv://user:****@cluster0.corp.mongodb.net":                               "",
		"postgres://app:bluebird@db:5432/x":                                               "",
		"http://host.corp.io:8080/a@b":                                                    "",
		"https://docs.corp.io/a:b@c":                                                      "",
	} {
		found := scanned("deploy/app.yaml", "url: "+text+"\n")
		got := strings.Join(kindsOf(found), ",")
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if found := scanned("pkg/db_test.go", `"postgres://svc:bluebird9@db.corp.io/x"`); len(found) != 0 {
		t.Error("a made-up password of a test was found")
	}
}

func TestSignedQuery(t *testing.T) {
	sig := "q7Rw2ZxK9mVb4TnYc1LsHd8PfGj3Uo5Xi6Ea0QkWzv8%3D"
	found := scanned("a.py", "https://acct.blob.core.windows.net/c?sv=2022-11-02&st=2024-01-01T00%3A00%3A00Z&se=2026-01-01T00:00:00Z&sr=c&sp=rl&sig="+sig)
	if len(found) != 1 || found[0].Format.ID != "azure-sas" || found[0].Lifetime.Seconds != 731*day || found[0].Lifetime.Expires != "2026-01-01T00:00:00Z" {
		t.Errorf("%v", found)
	}
	key := "Zk2" + strings.Repeat("q7Rw2ZxK9mVb4TnYc1LsHd8PfGj3Uo5Xi6Ea0QkWzv8T", 2)[:83] + "=="
	for text, want := range map[string]string{
		"DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + key + ";EndpointSuffix=core.windows.net": "azure-storage-key",
		"Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=" + key[:43] + "=":     "azure-shared-access-key",
		"host=db.corp.io user=svc password=Tq7mZr2Lk9Xv dbname=x":                                             "database-url",
		"Server=tcp:db.corp.io,1433;User Id=svc;Password=Tq7mZr2Lk9Xv;Database=x":                             "database-url",
		"jdbc:postgresql://db.corp.io/x?user=svc&password=Tq7mZr2Lk9Xv":                                       "database-url",
		"host=localhost user=svc password=Tq7mZr2Lk9Xv":                                                       "",
		"host=db.corp.io user=svc password=$PASSWORD":                                                         "",
		"host=db.corp.io user=svc password=%s":                                                                "",
	} {
		f, ok := Identify(text)
		if ok != (want != "") || ok && f.ID != want {
			t.Errorf("%s: %v", text, f)
		}
	}
}

// Only what every credential of the kind begins with is shown.
func TestPublic(t *testing.T) {
	for _, f := range Formats() {
		token, other := Sample(f.ID, 1), Sample(f.ID, 2)
		p := Public(f.ID, token)
		if !strings.HasPrefix(other, p) || p != "" && p != f.Prefixes[0] {
			t.Errorf("%s: %q", f.ID, p)
		}
		if len(f.Prefixes) > 0 && token != "" && p == "" {
			t.Errorf("%s: its prefix is not shown", f.ID)
		}
	}
	if Public("github-classic-token", "gho_x") != "" || Public("password", "hunter2") != "" || Public("", "x") != "" {
		t.Error("what is no prefix of the kind is shown")
	}
}

// No verb, and no encoder, shows the secret of any result.
func TestNothingPrintsASecret(t *testing.T) {
	secret := Sample("github-classic-token", 9)
	text := "token: " + secret + "\n"
	f := nhi.NewFile("a.yaml", []byte(text))
	found := Scan(f)
	c := found[0].Credential("token", "file")
	j := Judge("GITHUB_TOKEN", secret, f.At(7, 7+len(secret)))
	if j == nil || j.Key != c.Key || j.At != c.At {
		t.Fatalf("scan and judge disagree: %v %v", j, c)
	}
	for _, v := range []any{found, found[0], c, *c, j, []*nhi.Credential{c}, nhi.Facts{Credentials: []*nhi.Credential{c}}} {
		out := fmt.Sprintf("%v %+v %#v %s %q %d", v, v, v, v, v, v)
		if b, err := json.Marshal(v); err == nil {
			out += string(b)
		}
		if strings.Contains(out, secret) || strings.Contains(out, secret[8:20]) {
			t.Errorf("%T shows the secret", v)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, format := range Formats() {
		f.Add([]byte("x = " + Sample(format.ID, 1)))
	}
	f.Add([]byte("AWS_SECRET_ACCESS_KEY=k2Jd8/sPq1Vb7Zt+Wm4Xc9Ln6Rf3Hg5Ty0Ua8Ei2 AKIAQ3EGJ5T2VXW4YBZD .atlasv1. 8Q~ encrypt"))
	f.Add([]byte("postgres://a:b@c:sig=&sv=1&se=2 -----BEGIN PRIVATE KEY-----\\nMIIB"))
	f.Add([]byte(webTokenOf(`{"alg":"HS256"}`, `{"exp":1}`, 43)))
	f.Fuzz(func(t *testing.T, b []byte) {
		file := nhi.NewFile("a.txt", b)
		end := 0
		for _, found := range Scan(file) {
			if !found.Span.Valid() || found.Span.Start >= found.Span.End || found.Span.Start < end {
				t.Fatalf("span %d-%d", found.Span.Start, found.Span.End)
			}
			end = found.Span.End
			if found.Format == nil || found.Secret.Empty() {
				t.Fatal("a hit without a format or a secret")
			}
		}
	})
}

func FuzzJudge(f *testing.F) {
	f.Add("PASSWORD", "Tq7mZr2Lk9Xv")
	f.Add("OPENAI_API_KEY", Sample("openai-api-key", 2))
	f.Add("auth", "Basic "+base64.StdEncoding.EncodeToString([]byte("a:Tq7mZr2Lk9Xv")))
	f.Add("CLAUDE_CODE_OAUTH_TOKEN", Sample("anthropic-oauth-token", 2))
	f.Add("a", "jdbc:postgresql://h.x/?user=u&password=Tq7mZr2Lk9Xv")
	f.Add("dsn", "host=h.x user=u password=Tq7mZr2Lk9Xv")
	f.Fuzz(func(t *testing.T, name, value string) {
		file := nhi.NewFile("a.env", []byte(name+"="+value))
		c := Judge(name, value, file.At(len(name)+1, len(name)+1+len(value)))
		Describe(name)
		if c != nil && (!c.At.Valid() || c.Secret.Empty() || c.Kind == "" || c.Confidence <= 0) {
			t.Fatal("a credential that is not whole")
		}
	})
}

func BenchmarkScan(b *testing.B) {
	var s strings.Builder
	for i := 0; s.Len() < 1<<20; i++ {
		fmt.Fprintf(&s, "// line %d reads https://docs.corp.io/page?a=%d and skips task-%d\nfunc f%d(key string) error { return client.Do(ctx, key, \"secret_key\") }\n", i, i, i, i)
		if i%400 == 0 {
			s.WriteString("token = \"" + Sample("github-classic-token", int64(i)) + "\"\n")
		}
	}
	f := nhi.NewFile("a.go", []byte(s.String()))
	b.SetBytes(int64(f.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Scan(f)
	}
}
