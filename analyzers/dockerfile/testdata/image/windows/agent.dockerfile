# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV SERVICE_PASSWORD=Xk7`
mQ2vRt9
WORKDIR C:\agent
CMD sh -c "gemini --yolo -p triage"
