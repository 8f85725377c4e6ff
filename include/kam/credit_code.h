/*
 * China's unified social credit code (统一社会信用代码): 18 characters, the last
 * a check character. GB 32100-2015: of 31 characters (digits and letters
 * without I, O, S, V, Z), the i-th has the weight 3^(i-1) mod 31; the check is
 * 31 less the weighted sum mod 31, or 0. "91110000600037341L" holds (the
 * example of python-stdnum, stdnum.cn.uscc).
 */
#ifndef KAM_CREDIT_CODE_H
#define KAM_CREDIT_CODE_H

#include <kam/err.h>

enum { KAM_CREDIT_CODE = 18, KAM_CREDIT_CODE_TEXT = KAM_CREDIT_CODE + 1 };

/* The code in capitals, from a text that may have small or wide letters and
   blanks in it; KAM_EINVALID where it is none or its check does not hold. */
int kam_credit_code_read(char out[KAM_CREDIT_CODE_TEXT], const char *text,
			 struct kam_err *err) KAM_MUST_USE;

#endif
