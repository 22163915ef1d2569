package golang

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// manyTokens is a function that signs a number of tokens, each with claims that it
// goes on to change.
func manyTokens(n int) *nhi.File {
	var b strings.Builder
	b.WriteString("package p\n\nimport \"github.com/golang-jwt/jwt/v5\"\n\nfunc sign(key []byte) {\n")
	for i := range n {
		fmt.Fprintf(&b, "\tc%[1]d := jwt.MapClaims{\"sub\": \"a\"}\n\tc%[1]d[\"aud\"] = \"b\"\n\tjwt.NewWithClaims(jwt.SigningMethodHS256, c%[1]d).SignedString(key)\n", i)
	}
	b.WriteString("}\n")
	return nhi.NewFile("p/p.go", []byte(b.String()))
}

// sameClaims is a function that signs one set of claims a number of times.
func sameClaims(n int) *nhi.File {
	var b strings.Builder
	b.WriteString("package p\n\nimport \"github.com/golang-jwt/jwt/v5\"\n\nfunc sign(key []byte, c jwt.MapClaims) {\n")
	for range n {
		b.WriteString("\tjwt.NewWithClaims(jwt.SigningMethodHS256, c).SignedString(key)\n")
	}
	b.WriteString("}\n")
	return nhi.NewFile("p/p.go", []byte(b.String()))
}

// manyLogs is a function that logs one variable a number of times.
func manyLogs(n int) *nhi.File {
	var b strings.Builder
	b.WriteString("package p\n\nimport (\n\t\"log\"\n\t\"github.com/openai/openai-go/option\"\n)\n\nfunc f(key string) {\n\toption.WithAPIKey(key)\n\ts := \"\"\n")
	for i := range n {
		fmt.Fprintf(&b, "\ts = s + \"%d\"\n\tlog.Println(\"at\", s, key)\n", i)
	}
	b.WriteString("}\n")
	return nhi.NewFile("p/p.go", []byte(b.String()))
}

// manyServers is a function that starts a number of servers, which inherit a number of
// variables, and believes as many tokens.
func manyServers(n int) *nhi.File {
	var b strings.Builder
	b.WriteString("package p\n\nimport (\n\t\"os\"\n\t\"os/exec\"\n\t\"github.com/golang-jwt/jwt/v5\"\n\t\"github.com/modelcontextprotocol/go-sdk/mcp\"\n\t\"github.com/openai/openai-go/option\"\n)\n\nfunc f(t string) {\n\tvar c jwt.RegisteredClaims\n")
	for i := range n {
		fmt.Fprintf(&b, "\toption.WithAPIKey(os.Getenv(\"A%[1]d_API_KEY\"))\n\tc%[1]d := exec.Command(\"npx\", \"-y\", \"p%[1]d\")\n\tc%[1]d.Env = os.Environ()\n"+
			"\t_ = &mcp.CommandTransport{Command: c%[1]d}\n\tjwt.NewParser().ParseUnverified(t, &c)\n\t_ = c.Subject\n", i)
	}
	b.WriteString("}\n")
	return nhi.NewFile("p/p.go", []byte(b.String()))
}

func BenchmarkOneFunction(b *testing.B) {
	for name, file := range map[string]func(int) *nhi.File{"tokens": manyTokens, "same": sameClaims, "logs": manyLogs, "servers": manyServers} {
		for _, n := range []int{500, 1000, 2000, 4000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				f := file(n)
				for b.Loop() {
					facts, err := Analyzer.Run(context.Background(), &nhi.Unit{Key: "p", Files: []*nhi.File{f}})
					if err != nil || len(facts.Credentials) != n && name != "same" {
						b.Fatal(len(facts.Credentials), err)
					}
				}
			})
		}
	}
}
