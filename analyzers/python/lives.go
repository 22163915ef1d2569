package python

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
)

// lifeRow is a call that issues a credential whose life an argument says.
type lifeRow struct {
	calls string
	// arg is the argument with the life, and pos its place from 1. until says that it
	// is a point in time.
	arg   string
	pos   int
	until bool
	// kind and title are those of the credential.
	kind, title string
	source      string
}

var lifeRows = []lifeRow{
	// An hour unless it is said, twelve at most.
	{calls: "boto3.client(sts).assume_role boto3.client(sts).assume_role_with_web_identity boto3.client(sts).get_session_token boto3.client(sts).get_federation_token boto3.Session().client(sts).assume_role", arg: "DurationSeconds", kind: "aws-session-credentials", title: "AWS session", source: "https://docs.aws.amazon.com/boto3/latest/reference/services/sts/client/assume_role.html"},
	{calls: "boto3.client(s3).generate_presigned_url boto3.client(s3).generate_presigned_post", arg: "ExpiresIn", kind: "aws-presigned-url", title: "presigned URL", source: "https://docs.aws.amazon.com/boto3/latest/reference/services/s3/client/generate_presigned_url.html"},
	{calls: "google.auth.impersonated_credentials.Credentials", arg: "lifetime", kind: "google-access-token", title: "impersonated access token", source: "https://googleapis.dev/python/google-auth/latest/reference/google.auth.impersonated_credentials.html"},
	{calls: "hvac.Client().auth.token.create hvac.Client().auth.token.create_orphan", arg: "ttl", kind: "vault-token", title: "Vault token", source: "https://python-hvac.org/en/stable/usage/auth_methods/token.html"},
	{calls: "kubernetes.client.V1TokenRequestSpec", arg: "expiration_seconds", kind: "kubernetes-token", title: "service account token", source: "https://github.com/kubernetes-client/python/blob/master/kubernetes/docs/V1TokenRequestSpec.md"},
	{calls: "azure.storage.blob.generate_blob_sas azure.storage.blob.generate_container_sas azure.storage.blob.generate_account_sas", arg: "expiry", until: true, kind: "azure-sas", title: "shared access signature", source: "https://learn.microsoft.com/python/api/azure-storage-blob/azure.storage.blob"},
	{calls: "flask_jwt_extended.create_access_token flask_jwt_extended.create_refresh_token", arg: "expires_delta", kind: "jwt", title: "signed JWT", source: "https://flask-jwt-extended.readthedocs.io/en/stable/api.html"},
}

// signers are functions that sign claims as a JWT, with the place of the claims from
// 0 and their keyword.
var signers = map[string]struct {
	pos int
	arg string
}{
	"jwt.encode": {0, "payload"}, "jwt.api_jwt.encode": {0, "payload"}, "jose.jwt.encode": {0, "claims"}, "authlib.jose.jwt.encode": {1, "payload"},
	"google.auth.jwt.encode": {1, "payload"},
}

// rfcExp is the documentation of the default.
const rfcExp = "RFC 7519 section 4.1.4: exp is optional"

// lives states the credentials that the module issues, and how long they live.
func (r *reader) lives() {
	for _, k := range r.calls {
		q := r.qual(k.e.X, k.s, 0)
		if sign, ok := signers[q]; ok {
			arg := k.e.Arg(sign.arg)
			if arg == nil {
				arg = k.e.Positional(sign.pos)
			}
			r.signed(k, arg)
		}
		for _, row := range known().lives.find(q) {
			arg, s := r.argument(k, row.arg, row.pos)
			if arg == nil {
				continue
			}
			life := nhi.Lifetime{Known: true, Basis: nhi.Written, Field: row.arg, Source: row.source}
			if value, ok := r.truth(arg, s); ok && !value && row.kind == "jwt" {
				life.Never = true // expires_delta=False
			} else if n, ok := r.seconds(arg, s, 0); ok && n > 0 {
				life.Seconds = n
			} else {
				continue
			}
			r.issued(k, row.kind, row.title, r.at(arg), life)
		}
	}
}

// issued states a credential that the code makes for somebody.
func (r *reader) issued(k call, kind, title string, at nhi.Span, life nhi.Lifetime) {
	if at.File != r.file {
		return
	}
	name := "token"
	if k.s.def != nil && k.s.def.Kind == py.Def {
		name = k.s.def.Name
	}
	c := &nhi.Credential{
		Key: nhi.Key("python-issued", r.path, strconv.Itoa(at.Start)), Kind: kind, Title: title, Name: name,
		Origin: nhi.FromIssuer, Store: "code", Lifetime: life, Confidence: nhi.Certain,
		Attributes: map[string]string{"function": name}, At: at,
	}
	if site := r.span(k.e.Start, k.e.End); !site.Overlaps(at) {
		c.Related = []nhi.Step{{At: site, Note: "made into a token here"}}
	}
	r.facts.Credentials = append(r.facts.Credentials, c)
}

// signed looks at claims. They have no end when all of them are written out in the
// function that signs them, and exp is not among them; claims from elsewhere, or that
// go somewhere else as well, are unknown.
func (r *reader) signed(k call, claims *py.Expr) {
	t := r.follow(claims, k.s, 0)
	if t.expr == nil || t.expr.Kind != py.Dict || t.s != k.s {
		return
	}
	for _, a := range t.expr.Args {
		if a.Star != 0 {
			return
		}
		key, ok := r.text(a.Key, t.s, 0)
		if !ok {
			return
		}
		if key == "exp" {
			if n, ok := r.seconds(a.Value, t.s, 0); ok && n > 0 {
				r.issued(k, "jwt", "signed JWT", r.at(a.Value), nhi.Lifetime{Known: true, Seconds: n, Basis: nhi.Written, Field: "exp"})
			}
			return
		}
	}
	if claims.Kind == py.Ident && r.touched(claims, t.s) {
		return
	}
	r.issued(k, "jwt", "signed JWT", r.span(t.expr.Start, t.expr.End), nhi.Lifetime{Known: true, Never: true, Basis: nhi.Defaulted, Field: "exp", Source: rfcExp})
}

// touched says whether the function does anything else with a variable than hand it
// over once: claims["exp"] = …, claims.update(…), add_expiry(claims).
func (r *reader) touched(name *py.Expr, s *scope) bool {
	body := r.m.Body
	if s.def != nil {
		body = s.def.Body
	}
	uses := 0
	py.Walk(body, func(st *py.Stmt) bool {
		st.Exprs(func(e *py.Expr) {
			e.Walk(func(e *py.Expr) bool {
				if e.Kind == py.Ident && e.Text == name.Text {
					uses++
				}
				return true
			})
		})
		return true
	})
	return uses > 2 // what is assigned, and what is signed
}

// seconds is how long a life is: a number, a timedelta, the distance from now, or a
// text such as 720h.
func (c *code) seconds(e *py.Expr, s *scope, hops int) (int64, bool) {
	t := c.follow(e, s, hops)
	if t.expr == nil || c.tired(hops) {
		return 0, false
	}
	c, e, s = t.s.code, t.expr, t.s
	switch e.Kind {
	case py.Num:
		n, err := strconv.ParseFloat(strings.ReplaceAll(e.Text, "_", ""), 64)
		return int64(n), err == nil && n >= 0 && n < 1e12
	case py.Str:
		text, ok := c.m.Text(e)
		if !ok {
			return 0, false
		}
		return duration(text)
	case py.Binary:
		x, ok1 := c.seconds(e.X, s, hops+1)
		y, ok2 := c.seconds(e.Y, s, hops+1)
		if !ok1 || !ok2 {
			return 0, false
		}
		switch e.Text {
		case "+":
			return x + y, true
		case "*":
			if y == 0 || x <= 1e12/y {
				return x * y, true
			}
		}
	case py.Call:
		q := c.qual(e.X, s, 0)
		switch q {
		case "datetime.timedelta":
			return c.delta(e, s, hops)
		case "int", "float", "round", "calendar.timegm", "math.floor":
			return c.seconds(e.Positional(0), s, hops+1)
		case "time.time", "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "django.utils.timezone.now":
			return 0, true
		}
		if e.X.Kind == py.Attr {
			switch e.X.Text {
			case "total_seconds", "timestamp", "replace", "astimezone", "utctimetuple", "timetuple", "isoformat":
				return c.seconds(e.X.X, s, hops+1)
			}
		}
	}
	return 0, false
}

var units = map[string]int64{"weeks": 7 * 86400, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}

// delta is a timedelta, whose first argument is days.
func (c *code) delta(e *py.Expr, s *scope, hops int) (int64, bool) {
	sum := int64(0)
	for i, a := range e.Args {
		unit := units[a.Name]
		if a.Name == "" && i == 0 && a.Star == 0 {
			unit = units["days"]
		}
		n, ok := c.seconds(a.Value, s, hops+1)
		if unit == 0 || !ok || n > 1e12/unit {
			return 0, false
		}
		sum += n * unit
	}
	return sum, len(e.Args) > 0
}

var durations = regexp.MustCompile(`^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,8})m)?(?:(\d{1,10})s?)?$`)

// duration reads 720h, 1h30m, 3600 and 3600s, as Vault does.
func duration(text string) (int64, bool) {
	m := durations.FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, false
	}
	sum := int64(0)
	for i, unit := range [...]int64{86400, 3600, 60, 1} {
		if m[i+1] != "" {
			n, _ := strconv.ParseInt(m[i+1], 10, 64)
			sum += n * unit
		}
	}
	return sum, true
}
