package docker

import (
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestScript(t *testing.T) {
	for text, want := range map[string]string{
		"FROM python\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]":                                                           "main.py",
		"FROM python\nWORKDIR /app\nCOPY requirements.txt .\nCOPY src/ ./src/\nCMD python -u src/bot/run.py":                           "src/bot/run.py",
		"FROM python\nWORKDIR /app\nCOPY agent /srv/agent\nENTRYPOINT [\"uv\", \"run\"]\nCMD [\"/srv/agent/main.py\"]":                 "agent/main.py",
		"FROM python\nCOPY agent.py /\nCMD [\"python3\", \"/agent.py\"]":                                                               "agent.py",
		"FROM python\nWORKDIR /code\nCOPY ./app /code/app\nCMD [\"uvicorn\", \"app.main:app\", \"--host\", \"0.0.0.0\"]":               "app",
		"FROM python\nWORKDIR /code\nCOPY . /code\nCMD exec gunicorn --bind 0.0.0.0:8080 --workers 1 app.main:app":                     "app",
		"FROM python\nWORKDIR /code\nCOPY . .\nCMD [\"python\", \"-m\", \"bot.agent\"]":                                                "bot",
		"FROM python AS build\nWORKDIR /b\nCOPY . .\nFROM python\nWORKDIR /app\nCOPY --from=build /b /app\nCMD [\"python\", \"x.py\"]": "",
		"FROM python\nCMD [\"python\", \"main.py\"]":                                                                                   "",
		"FROM node\nCOPY . .\nCMD [\"node\", \"main.js\"]":                                                                             "main.js",
		"FROM node\nWORKDIR /app\nCOPY . .\nCMD [\"npx\", \"tsx\", \"src/agent.ts\"]":                                                  "src/agent.ts",
		"FROM node\nWORKDIR /app\nCOPY packages/bot ./bot\nRUN npm run build\nCMD node --enable-source-maps bot/dist/src/index.js":     "packages/bot",
		"FROM node\nWORKDIR /app\nCOPY bot/package.json bot/package-lock.json ./\nCOPY bot .\nCMD [\"npm\", \"run\", \"start:prod\"]":  "bot",
		"FROM node AS build\nWORKDIR /b\nCOPY . .\nFROM node\nCOPY --from=build /b/dist /app\nCMD [\"node\", \"/app/index.js\"]":       "",
		"FROM node\nCOPY . .\nCMD [\"serve\", \"main.js\"]":                                                                            "",
		"FROM python\nCOPY ../x /app\nCMD [\"python\", \"/app/main.py\"]":                                                              "",
	} {
		f := Parse(nhi.NewFile("Dockerfile", []byte(text)))
		if got := f.Target("").Script(); got != want {
			t.Errorf("%s\n got %q, want %q", text, got, want)
		}
	}
}
