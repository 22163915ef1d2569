package mcp

import (
	"fmt"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

// words makes the words of a command line that stands alone in a file.
func words(line string) []word {
	f := nhi.NewFile("line", []byte(line))
	return newWord(line, f.At(0, f.Len())).shell()
}

func TestCommand(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"npx pkg", "npx pkg  false []"},
		{"npx -y @s/pkg@1.2.3 --port 1", "npx @s/pkg 1.2.3 true [--port 1]"},
		{"npx --package=pkg@~1.2 bin", "npx pkg ~1.2 false []"},
		{"npx -p pkg@1.2.3 bin -x", "npx pkg 1.2.3 true [-x]"},
		{"npx pkg@next", "npx pkg next false []"},
		{"npx pkg@1", "npx pkg 1 false []"},
		{"npx pkg@${VERSION}", "npx pkg ${VERSION} ? []"},
		{"npx ./dist/server.js", "npx   ? []"},
		{"npx tsx src/server.ts", "npx   ? [src/server.ts]"},
		{"npx github:o/r#0123456789abcdef0123456789abcdef01234567", "npx github:o/r 0123456789abcdef0123456789abcdef01234567 true []"},
		{"npx o/r", "npx o/r  false []"},
		{"npm exec -- pkg@2.0.0 a", "npm pkg 2.0.0 true [a]"},
		{"npm run server", "npm   ? [run server]"},
		{"pnpm dlx pkg", "pnpm pkg  false []"},
		{"pnpm exec pkg", "pnpm   ? [exec pkg]"},
		{"bun x pkg@1.0.0", "bun pkg 1.0.0 true []"},
		{"uvx pkg", "uvx pkg  false []"},
		{"uvx pkg@latest", "uvx pkg latest false []"},
		{"uvx pkg@1.2", "uvx pkg 1.2 true []"},
		{"uvx --from pkg[cli]==1.2.3 bin", "uvx pkg 1.2.3 true []"},
		{"uvx --from 'pkg>=1.0' bin", "uvx pkg >=1.0 false []"},
		{"uvx --from pkg==1.* bin", "uvx pkg 1.* false []"},
		{"uvx --python 3.12 --from . bin", "uvx   ? []"},
		{"uvx --from git+https://u:p@h/o/r@main bin", "uvx git+https://h/o/r main false []"},
		{"uvx --from git+https://h/o/r bin", "uvx git+https://h/o/r  false []"},
		{"uv tool run pkg", "uv pkg  false []"},
		{"uv run server.py", "uv   ? [run server.py]"},
		{"uv --directory /srv run server.py", "uv   ? [--directory /srv run server.py]"},
		{"pipx run --spec pkg==1.0 bin", "pipx pkg 1.0 true []"},
		{"go run h/m@main", "go h/m main false []"},
		{"go run -mod mod h/m@v0.0.0-20250101000000-0123456789ab", "go h/m v0.0.0-20250101000000-0123456789ab true []"},
		{"go run ./cmd/x", "go   ? []"},
		{"deno run -A jsr:@s/p@^1", "deno @s/p ^1 false []"},
		{"deno run main.ts", "deno   ? []"},
		{"dnx Pkg@1.2.3 --yes", "dnx Pkg 1.2.3 true [--yes]"},
		{"docker run -it --rm o/i", "docker o/i  false []"},
		{"docker run --rm -ie A o/i:latest x", "docker o/i latest false [x]"},
		{"docker run -eA=B o/i:1.0", "docker o/i 1.0 ? []"},
		{"docker run --network host --name=x h:5000/o/i", "docker h:5000/o/i  false []"},
		{"docker run i", "docker i  ? []"},
		{"docker container run o/i", "docker o/i  false []"},
		{"docker exec -i box server", "docker   ? [box server]"},
		{"docker compose run box", "docker   ? [compose run box]"},
		{"docker mcp gateway run", "docker   ? [mcp gateway run]"},
		{"sudo env A=1 npx pkg", "npx pkg  false []"},
		{"bash -c 'exec npx pkg@1.0.0 && true'", "npx pkg 1.0.0 true []"},
		{`C:\tools\NPX.CMD pkg`, "npx pkg  false []"},
		{"doppler run -- npx pkg", "npx pkg  false []"},
		{"npx", "npx   ? []"},
		{"npx -p", "npx   ? []"},
		{"docker run -e", "docker   ? []"},
		{"env", "env   ? []"},
		{"", "   ? []"},
	} {
		l := parseCommand(words(c.line))
		var args []string
		for _, w := range l.args {
			args = append(args, w.text)
		}
		if got := fmt.Sprintf("%s %s %s %s %v", l.runner, l.spec.Name, l.spec.Version, three(l.spec.Pinned), args); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func TestMounts(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"docker run -v data:/data o/i", ""},
		{"docker run -v /srv:/srv o/i", "/srv false "},
		{"docker run -v ~/.aws:/root/.aws:ro o/i", "~/.aws true "},
		{`docker run --volume C:\Users\kim:/home o/i`, `C:\Users\kim false `},
		{"docker run -v ${input:folder}:/data o/i", "${input:folder} false "},
		{"docker run --mount type=bind,source=/,target=/host,readonly o/i", "/ true "},
		{"docker run --mount type=volume,source=x,target=/x o/i", ""},
		{"docker run -v/etc:/etc --use-api-socket o/i", "/etc false /var/run/docker.sock false "},
	} {
		got := ""
		for _, m := range parseCommand(words(c.line)).mounts {
			got += fmt.Sprintf("%s %v ", m.source.text, m.readOnly)
		}
		if got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.line, got, c.want)
		}
	}
}

func TestReferences(t *testing.T) {
	for _, c := range []struct {
		text, want string
		whole      bool
	}{
		{"plain", "", false},
		{"${A}", "env A", true},
		{"Bearer ${A:-x}", "env A:x", false},
		{"${env:A}${input:b}", "env A,input b", true},
		{"${workspaceFolder}/x", "place workspaceFolder", false},
		{"$A_B-$c", "env A_B", false},
		{"pa$$word$5", "", false},
		{"%A_B%", "env A_B", true},
		{"100%AB", "", false},
		{"{env:A}", "env A", true},
		{"{file:~/x}", "file ~/x", true},
		{"{{token}}", "place template", true},
		{"$(cat x)", "place command", true},
		{"op://a/b/c", "store op://a/b/c", true},
		{"${unclosed", "", false},
		{"{", "", false},
		{"COPILOT_MCP_X", "store COPILOT_MCP_X", true},
	} {
		f := nhi.NewFile("text", []byte(c.text))
		refs, whole := references(newWord(c.text, f.At(0, f.Len())))
		got := ""
		for i, r := range refs {
			if i > 0 {
				got += ","
			}
			got += r.kind + " " + r.name
			if r.fallback.text != "" {
				got += ":" + r.fallback.at.Text()
			}
		}
		if got != c.want || whole != c.whole {
			t.Errorf("%s: got %q %v, want %q %v", c.text, got, whole, c.want, c.whole)
		}
	}
}
