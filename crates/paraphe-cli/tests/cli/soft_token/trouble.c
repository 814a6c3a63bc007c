/* A PKCS#11 module that hands everything to another one (TROUBLE_REAL) and behaves like a card in trouble (TROUBLE):
 *   low, final, locked   the token says so of its PIN
 *   locks                a wrong PIN locks it: before, nothing is said
 *   keypad               the PIN is typed on the token: C_Login without one takes TROUBLE_PIN
 *   removed              the token is taken out before C_Sign
 * Each C_Login leaves a mark in the file TROUBLE_LOGINS. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long ulong;
typedef unsigned char byte;
typedef ulong (*any)(void);

struct list { byte major, minor; any f[68]; };
/* CK_TOKEN_INFO up to its flags: label, manufacturer, model, serial number. */
struct token { byte text[32 + 32 + 16 + 16]; ulong flags; };

enum { GetFunctionList = 3, GetTokenInfo = 6, Login = 18, Sign = 43 };
enum { COUNT_LOW = 0x10000, FINAL_TRY = 0x20000, LOCKED = 0x40000, KEYPAD = 0x100 };
enum { DEVICE_REMOVED = 0x32, PIN_INCORRECT = 0xA0, PIN_LOCKED = 0xA4 };

static struct list *real, ours;
static int locked;

static int is(const char *trouble) {
    const char *set = getenv("TROUBLE");
    return set && !strcmp(set, trouble);
}

static ulong token_info(ulong slot, struct token *info) {
    ulong answer = ((ulong (*)(ulong, struct token *))real->f[GetTokenInfo])(slot, info);
    if (is("low")) info->flags |= COUNT_LOW;
    if (is("final")) info->flags |= COUNT_LOW | FINAL_TRY;
    if (is("locked") || locked) info->flags |= LOCKED;
    if (is("keypad")) info->flags |= KEYPAD;
    return answer;
}

static ulong login(ulong session, ulong user, byte *pin, ulong length) {
    const char *marks = getenv("TROUBLE_LOGINS");
    FILE *file = marks ? fopen(marks, "a") : 0;
    if (file) { fputc('x', file); fclose(file); }
    if (is("keypad") && !pin) {
        pin = (byte *)getenv("TROUBLE_PIN");
        length = strlen((char *)pin);
    }
    ulong answer = ((ulong (*)(ulong, ulong, byte *, ulong))real->f[Login])(session, user, pin, length);
    if (is("locks") && answer == PIN_INCORRECT) locked = 1;
    return answer;
}

static ulong sign(ulong session, byte *data, ulong length, byte *signature, ulong *size) {
    if (is("removed")) return DEVICE_REMOVED;
    return ((ulong (*)(ulong, byte *, ulong, byte *, ulong *))real->f[Sign])(session, data, length, signature, size);
}

static ulong function_list(struct list **out);

ulong C_GetFunctionList(struct list **out) { return function_list(out); }

static ulong function_list(struct list **out) {
    const char *path = getenv("TROUBLE_REAL");
    void *library = path ? dlopen(path, RTLD_NOW) : 0;
    ulong (*get)(struct list **) = library ? (ulong (*)(struct list **))dlsym(library, "C_GetFunctionList") : 0;
    if (!get || get(&real)) return 5;
    ours = *real;
    ours.f[GetFunctionList] = (any)C_GetFunctionList;
    ours.f[GetTokenInfo] = (any)token_info;
    ours.f[Login] = (any)login;
    ours.f[Sign] = (any)sign;
    *out = &ours;
    return 0;
}
