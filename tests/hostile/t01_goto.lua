-- expect: TIME
::again::
goto again
