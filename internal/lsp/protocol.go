package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
)

// The part of the protocol that the server speaks (Language Server Protocol 3.17,
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/).

// position is a place in a text: a line from 0, and UTF-16 units from 0 in it.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

func (p position) before(o position) bool {
	return p.Line < o.Line || p.Line == o.Line && p.Character < o.Character
}

// span is a stretch of text, its end exclusive: a Range of the protocol.
type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

func (s span) meets(o span) bool { return !s.End.before(o.Start) && !o.End.before(s.Start) }

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

type related struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

// Severities of a diagnostic.
const (
	severityError       = 1
	severityWarning     = 2
	severityInformation = 3
)

type diagnostic struct {
	Range           span             `json:"range"`
	Severity        int              `json:"severity"`
	Code            string           `json:"code"`
	CodeDescription *codeDescription `json:"codeDescription,omitempty"`
	Source          string           `json:"source"`
	Message         string           `json:"message"`
	Related         []related        `json:"relatedInformation,omitempty"`
}

type codeDescription struct {
	Href string `json:"href"`
}

type publishParams struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type document struct {
	URI     string `json:"uri"`
	Version int    `json:"version"`
	Text    string `json:"text"`
}

type documentParams struct {
	TextDocument document `json:"textDocument"`
}

type changeParams struct {
	TextDocument   document `json:"textDocument"`
	ContentChanges []change `json:"contentChanges"`
}

type placeParams struct {
	TextDocument document `json:"textDocument"`
	Position     position `json:"position"`
}

type actionParams struct {
	TextDocument document `json:"textDocument"`
	Range        span     `json:"range"`
	Context      struct {
		Diagnostics []diagnostic `json:"diagnostics"`
	} `json:"context"`
}

type initializeParams struct {
	RootURI string `json:"rootUri"`
	Folders []struct {
		URI string `json:"uri"`
	} `json:"workspaceFolders"`
	Capabilities struct {
		Workspace struct {
			Watching struct {
				Dynamic bool `json:"dynamicRegistration"`
			} `json:"didChangeWatchedFiles"`
		} `json:"workspace"`
	} `json:"capabilities"`
}

// fileChanged says that a file has other bytes than before; the other types are that
// it is new, and that it is gone.
const fileChanged = 2

type watchedParams struct {
	Changes []struct {
		URI  string `json:"uri"`
		Type int    `json:"type"`
	} `json:"changes"`
}

// watching asks an editor to tell what happens to every file: any may be one that a
// reader of some format looks for.
var watching = map[string]any{"registrations": []any{map[string]any{
	"id": "files", "method": "workspace/didChangeWatchedFiles",
	"registerOptions": map[string]any{"watchers": []any{map[string]any{"globPattern": "**/*"}}},
}}}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type workspaceEdit struct {
	Changes map[string][]textEdit `json:"changes"`
}

type codeAction struct {
	Title       string        `json:"title"`
	Kind        string        `json:"kind"`
	Diagnostics []diagnostic  `json:"diagnostics"`
	IsPreferred bool          `json:"isPreferred,omitempty"`
	Edit        workspaceEdit `json:"edit"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type hoverResult struct {
	Contents markup `json:"contents"`
	Range    span   `json:"range"`
}

// syncChanges says that an edit carries what it changes, and not the whole text.
const syncChanges = 2

// capabilities are what the server says that it does.
var capabilities = map[string]any{
	"capabilities": map[string]any{
		"positionEncoding":   "utf-16",
		"textDocumentSync":   map[string]any{"openClose": true, "change": syncChanges, "save": true},
		"hoverProvider":      true,
		"codeActionProvider": map[string]any{"codeActionKinds": []string{"quickfix"}},
		"workspace":          map[string]any{"workspaceFolders": map[string]any{"supported": true}},
	},
}

// fileOf is the path of a file URI; "" when it is none.
func fileOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return ""
	}
	p := u.Path
	// file:///c:/x, as editors on Windows write it.
	if len(p) > 2 && p[0] == '/' && p[2] == ':' {
		p = p[1:]
	}
	return filepath.Clean(filepath.FromSlash(p))
}

// uriOf is the URI of a path.
func uriOf(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
