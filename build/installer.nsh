; "Open with" for the images of src-core/contract/file-kinds.ts, as a test sees to: offered, and never the first choice. Nothing is written
; into a kind's own value, which is what a double click goes by.
!define IMAGE_CLASS "Fullconv.Image"
!define PROGRAM_KEY "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
!define NEW_ASSOCIATIONS "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"

!macro eachImage DO
  !insertmacro ${DO} png
  !insertmacro ${DO} apng
  !insertmacro ${DO} jpg
  !insertmacro ${DO} jpeg
  !insertmacro ${DO} jpe
  !insertmacro ${DO} jfif
  !insertmacro ${DO} webp
  !insertmacro ${DO} avif
  !insertmacro ${DO} tif
  !insertmacro ${DO} tiff
  !insertmacro ${DO} btf
  !insertmacro ${DO} gif
!macroend

!macro offerToOpen ENDING
  WriteRegStr SHELL_CONTEXT "${PROGRAM_KEY}\SupportedTypes" ".${ENDING}" ""
  WriteRegNone SHELL_CONTEXT "Software\Classes\.${ENDING}\OpenWithProgids" "${IMAGE_CLASS}"
!macroend

!macro offerNoMore ENDING
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${ENDING}\OpenWithProgids" "${IMAGE_CLASS}"
!macroend

!macro opensWith KEY
  WriteRegStr SHELL_CONTEXT "${KEY}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "${KEY}\shell\open" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${KEY}\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customInstall
  !insertmacro opensWith "${PROGRAM_KEY}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${IMAGE_CLASS}" "" "Image"
  !insertmacro opensWith "Software\Classes\${IMAGE_CLASS}"
  !insertmacro eachImage offerToOpen
  System::Call "${NEW_ASSOCIATIONS}"
!macroend

!macro customUnInstall
  !insertmacro eachImage offerNoMore
  DeleteRegKey SHELL_CONTEXT "Software\Classes\${IMAGE_CLASS}"
  DeleteRegKey SHELL_CONTEXT "${PROGRAM_KEY}"
  System::Call "${NEW_ASSOCIATIONS}"
!macroend
