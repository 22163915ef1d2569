package creds

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// generatedMark begins the part of docs/credentials.md that this test keeps; what
// stands above it is written by hand.
const generatedMark = "<!-- From here on generated from the table of formats by go generate ./internal/creds. -->\n"

// TestTable keeps docs/credentials.md as the formats say it; UPDATE=1 rewrites it.
func TestTable(t *testing.T) {
	const path = "../../docs/credentials.md"
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(have), generatedMark)
	if !ok {
		t.Fatalf("%s has no line %q", path, generatedMark)
	}
	want := head + generatedMark + table()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(have) != want {
		t.Errorf("%s is stale: go generate ./internal/creds", path)
	}
}

// table is every format by vendor.
func table() string {
	var b strings.Builder
	list := slices.Clone(Formats())
	slices.SortStableFunc(list, func(a, c *Format) int {
		if (a.Vendor == "") != (c.Vendor == "") {
			return strings.Compare(c.Vendor, a.Vendor) // those of no vendor last
		}
		return strings.Compare(strings.ToLower(a.Vendor), strings.ToLower(c.Vendor))
	})
	var shaped, checked, parts, sourced, byName int
	classes := map[Life]int{}
	for _, f := range list {
		classes[f.Class()]++
		switch {
		case f.check.what != "":
			checked++
		case fixedParts(f):
			parts++
		}
		if len(f.shapes) > 0 || f.check.what != "" {
			shaped++
		} else {
			byName++
		}
		if f.LifeSource() != "" {
			sourced++
		}
	}
	fmt.Fprintf(&b, "\n## The %d formats\n\n", len(list))
	fmt.Fprintf(&b, "%d have a shape of their own, %d are known by a name and what a random value looks like. Of those with a shape %d (%d %%) are checked by a checksum or by\n"+
		"decoding what is inside, %d more (%d %%) by fixed parts such as a UUID's. The life of %d (%d %%) has a source:", shaped, byName, checked, 100*checked/shaped, parts, 100*parts/shaped, sourced, 100*sourced/len(list))
	for i, c := range []Life{Unending, Optional, Capped, Short, KeyMaterial, Inside, Unstated} {
		fmt.Fprintf(&b, "%s %d %s", []string{"", ","}[min(i, 1)], classes[c], c)
	}
	b.WriteString(".\n\n| vendor | credential | known by | check | life | default, at most | source of the life | short-lived instead | tested by |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, f := range list {
		kind := ""
		if f.Administrative {
			kind = ", administrative"
		}
		fmt.Fprintf(&b, "| %s | %s%s<br>`%s` | %s | %s | %s | %s | %s | %s | %s |\n", f.Vendor, f.Title, kind, f.ID, knownBy(f), f.check.what, f.Class(), span(f), f.LifeSource(), f.Alternative, testedBy(f))
	}
	b.WriteString("\n## Documentation\n\nWhere the vendors say it, of those whose credentials agents hold most:\n\n")
	vendors := slices.Sorted(maps.Keys(documentation))
	for _, v := range vendors {
		fmt.Fprintf(&b, "- %s: <%s>\n", v, documentation[v])
	}
	return b.String()
}

// documentation is where vendors write of their credentials and their lives.
var documentation = map[string]string{
	"1Password": "https://developer.1password.com/docs/service-accounts/", "Airtable": "https://airtable.com/developers/web/guides/personal-access-tokens", "Anthropic": "https://platform.claude.com/docs/en/api/overview",
	"Atlassian": "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/", "AWS": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
	"Azure": "https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage", "CircleCI": "https://circleci.com/changelog/new-format-for-api-access-tokens/", "Cloudflare": "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
	"Databricks": "https://docs.databricks.com/aws/en/dev-tools/auth/pat", "Datadog": "https://docs.datadoghq.com/account_management/api-app-keys/", "DigitalOcean": "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
	"Docker": "https://docs.docker.com/security/access-tokens/", "Doppler": "https://docs.doppler.com/docs/service-tokens", "Dropbox": "https://developers.dropbox.com/oauth-guide", "Figma": "https://developers.figma.com/docs/rest-api/authentication/",
	"Fly.io": "https://fly.io/docs/security/tokens/", "GitHub": "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation", "GitLab": "https://docs.gitlab.com/security/tokens/",
	"Google": "https://cloud.google.com/iam/docs/service-account-creds", "Grafana": "https://grafana.com/docs/grafana/latest/administration/service-accounts/", "Groq": "https://console.groq.com/docs/production-readiness/security-onboarding",
	"HashiCorp": "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens", "Heroku": "https://devcenter.heroku.com/articles/platform-api-quickstart", "Hugging Face": "https://huggingface.co/docs/hub/security-tokens",
	"Kubernetes": "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/", "Linear": "https://linear.app/developers/oauth-2-0-authentication", "Mailgun": "https://documentation.mailgun.com/docs/mailgun/api-reference/authentication/",
	"Netlify": "https://docs.netlify.com/api/get-started/", "New Relic": "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", "Notion": "https://developers.notion.com/docs/authorization", "npm": "https://docs.npmjs.com/about-access-tokens",
	"Okta": "https://developer.okta.com/docs/guides/create-an-api-token/main/", "OpenAI": "https://platform.openai.com/docs/api-reference/authentication", "OpenRouter": "https://openrouter.ai/docs/api/reference/authentication", "Perplexity": "https://docs.perplexity.ai/guides/api-key-management",
	"Postman": "https://learning.postman.com/docs/developer/postman-api/authentication/", "Pulumi": "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/", "PyPI": "https://packaging.python.org/en/latest/specifications/pypirc/", "Replicate": "https://replicate.com/docs/reference/http",
	"RubyGems": "https://guides.rubygems.org/api-key-scopes/", "SendGrid": "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys", "Sentry": "https://docs.sentry.io/account/auth-tokens/", "Shopify": "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens",
	"Slack": "https://docs.slack.dev/authentication/tokens", "Square": "https://developer.squareup.com/docs/build-basics/access-tokens", "Stripe": "https://docs.stripe.com/keys", "Supabase": "https://supabase.com/docs/guides/api/api-keys", "Tailscale": "https://tailscale.com/docs/reference/key-prefixes",
	"Telegram": "https://core.telegram.org/bots/features", "Twilio": "https://www.twilio.com/docs/iam/api-keys", "Vault": "https://developer.hashicorp.com/vault/docs/concepts/tokens", "Vercel": "https://vercel.com/docs/rest-api", "X": "https://developer.x.com/en/docs/authentication/oauth-2-0/bearer-tokens", "xAI": "https://docs.x.ai/docs/api-reference",
}

// fixedParts says whether a shape has more parts than one run.
func fixedParts(f *Format) bool { return len(f.shapes) > 0 && len(f.shapes[0]) > 1 }

func knownBy(f *Format) string {
	quoted := func(list []string, more string) string {
		var out []string
		for _, s := range list {
			out = append(out, "`"+s+more+"`")
		}
		return strings.Join(out, ", ")
	}
	length := ""
	if len(f.shapes) > 0 {
		lo, hi := 0, 0
		for i, s := range f.shapes {
			a, z := 0, 0
			for _, p := range s {
				a, z = a+p.min+len(p.lit), z+p.max+len(p.lit)
			}
			if i == 0 || a < lo {
				lo = a
			}
			hi = max(hi, z)
		}
		if length = fmt.Sprint(lo); hi > lo {
			length = fmt.Sprintf("%d to %d", lo, hi)
		}
	}
	switch {
	case len(f.Infix) > 0:
		return quoted(f.Infix, "") + " inside of " + length
	case len(f.Prefixes) > 0:
		return quoted(f.Prefixes, "…") + " + " + length
	case length != "":
		return "a value of " + length
	case f.check.what != "":
		return "its structure"
	}
	return "its name"
}

func span(f *Format) string {
	switch {
	case f.Lifetime.Never:
		return "never"
	case f.Lifetime.Known && f.Usual != 0 && f.Usual != f.Lifetime.Seconds:
		return words(f.Usual) + ", " + words(f.Lifetime.Seconds)
	case f.Lifetime.Known:
		return "at most " + words(f.Lifetime.Seconds)
	case f.Usual != 0:
		return words(f.Usual)
	}
	return ""
}

func words(seconds int64) string {
	for _, u := range []struct {
		n    int64
		name string
	}{{year, "year"}, {day, "day"}, {hour, "hour"}, {60, "minute"}} {
		if n := seconds / u.n; n > 0 && seconds%u.n == 0 {
			if n == 1 {
				return "1 " + u.name
			}
			return fmt.Sprintf("%d %ss", n, u.name)
		}
	}
	return fmt.Sprintf("%d seconds", seconds)
}

func testedBy(f *Format) string {
	switch {
	case len(f.shapes) > 0:
		return "a sample"
	case f.check.what != "":
		return "decoding"
	}
	return "names"
}

// Every format says what it must, and no other's ID.
func TestRows(t *testing.T) {
	seen := map[string]bool{}
	named := map[string]bool{}
	for _, k := range knownNames() {
		named[k.format] = true
	}
	for _, kind := range genericKind {
		named[kind] = true
	}
	sourced := 0
	for _, f := range Formats() {
		if seen[f.ID] {
			t.Errorf("%s: twice", f.ID)
		}
		seen[f.ID] = true
		if f.LifeSource() != "" {
			sourced++
		} else if f.Class() != Unstated {
			t.Errorf("%s: the life %s has no source", f.ID, f.Class())
		}
		if f.Infix != nil && f.Before == 0 {
			t.Errorf("%s: where does it start?", f.ID)
		}
		if len(f.shapes) == 0 && f.check.what == "" && f.form == "" && !named[f.ID] {
			t.Errorf("%s: nothing leads to it", f.ID)
		}
	}
	if len(seen) < 150 || sourced*10 < len(seen)*7 {
		t.Errorf("%d formats, %d with a source", len(seen), sourced)
	}
}

// A check notices a letter that was changed.
func TestChecks(t *testing.T) {
	for _, f := range Formats() {
		if f.check.ok == nil || len(f.shapes) == 0 {
			continue
		}
		token := Sample(f.ID, 3)
		if !f.check.ok(token) {
			t.Errorf("%s: its own sample fails", f.ID)
		}
		if !strings.HasPrefix(f.check.what, "CRC-32") && f.check.what != "Bech32 checksum" || f.check.what == routable.what {
			continue
		}
		for i := len(token) - 12; i < len(token); i++ {
			for _, c := range []byte("Q7") {
				if bad := token[:i] + string(c) + token[i+1:]; bad != token && token[i] != '_' && f.check.ok(bad) {
					t.Errorf("%s: a changed letter at %d passes", f.ID, i)
				}
			}
		}
	}
	body := "glpat-" + strings.Repeat("q7Rw2ZxK9mVb4", 3)[:38] + ".01.12"
	if f, ok := Identify(body + crc36(body)); !ok || f.ID != "gitlab-personal-token" {
		t.Error("a routable token is not identified")
	}
	if _, ok := Identify(body + "0000000"); ok {
		t.Error("a routable token whose checksum fails was identified")
	}
	for s, want := range map[string]uint32{"A12UEL5L": 1, "A12UEL5M": 0} { // BIP 173
		if got := bech32Sum(s); (got == 1) != (want == 1) {
			t.Errorf("%s: %d", s, got)
		}
	}
}

func FuzzChecks(f *testing.F) {
	for _, format := range Formats() {
		if s := Sample(format.ID, 1); s != "" {
			f.Add(s)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range Formats() {
			format.check.passes(s)
			if format.decode != nil {
				format.decode(s)
			}
		}
	})
}
